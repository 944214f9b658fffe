// The least that any collector in Node does: the same HTTP server takes the same requests, parses them as JSON and
// forgets them. Nothing is verified, mapped or kept.
import Fastify from 'fastify';
import { answerJobs } from './processes.mjs';

const app = Fastify({ logger: false, bodyLimit: 5 * 1024 * 1024 });
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.post('/webhooks/:channel/:account_id', async (request, reply) => {
  JSON.parse(request.body.toString());
  return reply.header('content-type', 'application/json').send('{}');
});
app.post('/v1/events', async (request) => ({
  accepted: JSON.parse(request.body.toString()).length,
  rejected: [],
}));

const url = await app.listen({ host: '127.0.0.1', port: 0 });
answerJobs(async () => ({ port: Number(new URL(url).port) }));
process.once('disconnect', () => process.exit(0));
