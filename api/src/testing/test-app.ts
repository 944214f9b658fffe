import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Role, type WorkspaceKind } from '@parley/contracts';
import { openTestDatabase, type TestDatabase } from '@parley/sql/testing';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { createApp } from '../app.js';
import { type DerivationPlace } from '../app.module.js';
import { Session } from '../auth/session.entity.js';
import { type Config } from '../config.js';
import { hashToken, newToken } from '../crypto/token.js';
import { prepareDatabase } from '../database/prepare.js';
import { Member } from '../members/member.entity.js';
import { User } from '../users/user.entity.js';
import { WorkspacesService } from '../workspaces/workspaces.service.js';
import { startTestPostgres } from './test-postgres.js';

export interface TestApp {
  app: NestFastifyApplication;
  config: Config;
  source: DataSource;
  clickhouse: TestDatabase;
  routes: { method: string; url: string }[];
  /** A request as nobody. */
  http(): ReturnType<typeof request>;
  /** A workspace with its owner, who is signed in. */
  aWorkspace(options?: { name?: string; kind?: WorkspaceKind; time_zone?: string }): Promise<TestWorkspace>;
  /** A member of the workspace, signed in. Gives the cookie. */
  aMember(workspace_id: number, role: Role, agent_id?: string): Promise<string>;
  close(): Promise<void>;
}

export interface TestWorkspace {
  workspace_id: number;
  path: string;
  user_id: number;
  email: string;
  /** Value of the `Cookie` header. */
  cookie: string;
}

/** The whole api on real databases, with a stand-in for the built dashboard. */
export async function openTestApp(derivation: DerivationPlace = 'nowhere'): Promise<TestApp> {
  const [postgres, clickhouse] = await Promise.all([startTestPostgres(), openTestDatabase()]);
  await prepareDatabase(postgres.url, { log: () => undefined });
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-api-test-'));
  writeFileSync(join(dataDir, 'index.html'), '<!doctype html><title>Parley</title>');
  writeFileSync(join(dataDir, 'main-ABCD1234.js'), 'console.log(1)');
  const config: Config = {
    dataDir,
    masterKey: randomBytes(32),
    internalToken: newToken(),
    host: '127.0.0.1',
    port: 0,
    ingestUrl: 'http://127.0.0.1:4301',
    ingestNodes: ['http://127.0.0.1:4301'],
    publicUrl: undefined,
    trustProxy: true,
    clickhouse: { reports: clickhouse.settings.reports, admin: clickhouse.settings.admin },
    databaseUrl: postgres.url,
    databasePoolSize: 1,
  };
  const routes: TestApp['routes'] = [];
  const app = await createApp(config, {
    derivation,
    dashboardDir: dataDir,
    logger: false,
    onRoute: (route) => routes.push(route),
  });
  const source = app.get(DataSource);
  let people = 0;

  const signIn = async (user_id: number): Promise<string> => {
    const token = newToken();
    const now = Date.now();
    await source.getRepository(Session).insert({
      session_hash: hashToken(token),
      user_id,
      created_at: new Date(now),
      last_seen_at: new Date(now),
      expires_at: new Date(now + 3_600_000),
    });
    return `parley_session=${token}`;
  };
  const aUser = (): Promise<User> => {
    people += 1;
    return source.getRepository(User).save({
      email: `person-${people}@example.com`,
      name: `Person ${people}`,
      password_hash: 'none',
      language: 'en',
      created_at: new Date(),
    });
  };

  return {
    app,
    config,
    source,
    clickhouse,
    routes,
    http: () => request(app.getHttpServer()),
    async aWorkspace({ name = 'Shop', kind = 'own', time_zone = 'Europe/Moscow' } = {}) {
      const user = await aUser();
      const { workspace_id } = await app
        .get(WorkspacesService)
        .create(user.user_id, { name, kind, time_zone, currency: 'RUB' });
      return {
        workspace_id,
        path: `/api/workspaces/${workspace_id}`,
        user_id: user.user_id,
        email: user.email,
        cookie: await signIn(user.user_id),
      };
    },
    async aMember(workspace_id, role, agent_id) {
      const { user_id } = await aUser();
      await source
        .getRepository(Member)
        .insert({ workspace_id, user_id, role, agent_id: agent_id ?? null, created_at: new Date() });
      return signIn(user_id);
    },
    async close() {
      await app.close();
      await Promise.all([postgres.stop(), clickhouse.close()]);
    },
  };
}
