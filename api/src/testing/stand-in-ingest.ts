import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What an ingest process was asked: method, path and query, body. */
export interface Asked {
  method: string;
  url: URL;
  token: string;
  body: unknown;
}

export interface StandInIngest {
  url: string;
  asked: Asked[];
  close(): Promise<void>;
}

/** Stands in for the internal side of an ingest process: `answer` gives the text of each answer; undefined is a 500. */
export async function standInIngest(
  answer: (asked: Asked, response: ServerResponse) => string | undefined,
): Promise<StandInIngest> {
  const asked: Asked[] = [];
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request);
    const one: Asked = {
      method: request.method ?? '',
      url: new URL(request.url ?? '/', 'http://ingest'),
      token: request.headers.authorization ?? '',
      body: body === '' ? undefined : JSON.parse(body),
    };
    asked.push(one);
    const written = answer(one, response);
    response.statusCode = written === undefined ? 500 : 200;
    response.end(written);
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
