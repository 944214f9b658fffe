import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { VERSION } from '../version.js';
import { completeOperations } from './complete-operations.js';
import { eventsPath } from './events-path.js';
import { reportPaths } from './report-paths.js';
import { schemaOf } from './schema-of.js';

/** Serves the API documentation: `/api/docs` to read and try, `/api/docs-json` for programs. */
export function serveDocs(app: NestFastifyApplication): void {
  SwaggerModule.setup('api/docs', app, () => describeApi(app), {
    jsonDocumentUrl: 'api/docs-json',
    yamlDocumentUrl: 'api/docs-yaml',
    customSiteTitle: 'Parley API',
    swaggerOptions: { persistAuthorization: true, docExpansion: 'list', tryItOutEnabled: false },
  });
}

/** The whole API as OpenAPI 3, made of the same schemas that check the requests. */
export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const info = new DocumentBuilder()
    .setTitle('Parley')
    .setDescription(
      'Messenger analytics. Sign in (cookie) or send an API key as `Authorization: Bearer …`. ' +
        'Every refusal is `application/problem+json`; `detail` is in the language of `Accept-Language`.',
    )
    .setVersion(VERSION)
    .addBearerAuth(
      { type: 'http', scheme: 'bearer', bearerFormat: 'parley_…', description: 'An API key' },
      'api_key',
    )
    .addCookieAuth('parley_session', { type: 'apiKey', in: 'cookie' }, 'session')
    .addSecurityRequirements('session')
    .build();
  const document = SwaggerModule.createDocument(app, info, {
    autoTagControllers: true,
    standardSchemaConverter: (schema, { schemaType }) => ({ schema: schemaOf(schema, schemaType) }),
  });
  return {
    ...document,
    paths: completeOperations({ ...eventsPath(), ...reportPaths(), ...document.paths }),
  };
}
