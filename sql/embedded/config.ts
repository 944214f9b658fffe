import { createHash } from 'node:crypto';
import { totalmem } from 'node:os';
import { join } from 'node:path';

/** The three users, and what each may do. */
export const USERS = ['ingest', 'reports', 'admin'] as const;
export type User = (typeof USERS)[number];
export type Passwords = Record<User, string>;

export interface EngineConfig {
  dir: string;
  httpPort: number;
  passwords: Passwords;
  /** Told back by the engine: proves that whoever answers on the port is the engine that was started. */
  instance: string;
  /** What all queries together may take. */
  memoryBytes: number;
}

const GIB = 1024 ** 3;

/** Half of the machine, between 1 and 3 GiB. */
export const defaultMemoryBytes = () => Math.round(Math.min(3 * GIB, Math.max(GIB, totalmem() / 2)));

/** Databases of ours begin so; the grants name no others. */
export const DATABASE_PREFIX = 'parley';

/** Each engine has a folder of its own for its config: a second start must not overwrite what the first one reads. */
export const configDirOf = ({ dir, instance }: Pick<EngineConfig, 'dir' | 'instance'>) =>
  join(dir, 'etc', instance);

const escape = (text: string) => text.replace(/[<>&"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

export const authorizationOf = (user: string, password: string) =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/**
 * config.xml of the embedded engine.
 * TRICKY: the engine keeps a session of its own as `default`, without a password, so `default` stays open to
 * loopback; HTTP is closed to it by handlers that want one of three Authorization headers. Native TCP has no such
 * handlers and is never started. It protects from mistakes, not from attackers on the same machine.
 */
export function serverConfig({ dir, httpPort, passwords, instance, memoryBytes }: EngineConfig): string {
  const rules = USERS.map(
    (user) => `
    <rule>
      <headers><Authorization>${escape(authorizationOf(user, passwords[user]))}</Authorization></headers>
      <handler><type>dynamic_query_handler</type><query_param_name>query</query_param_name></handler>
    </rule>`,
  );
  return `<clickhouse>
  <logger>
    <log>${escape(join(dir, 'log', 'server.log'))}</log>
    <errorlog>${escape(join(dir, 'log', 'error.log'))}</errorlog>
    <size>10M</size>
    <count>2</count>
  </logger>
  <log-level>warning</log-level>
  <users_config>${escape(join(configDirOf({ dir, instance }), 'users.xml'))}</users_config>
  <path>${escape(join(dir, 'data'))}/</path>
  <listen_host>127.0.0.1</listen_host>
  <http_port>${httpPort}</http_port>
  <timezone>UTC</timezone>
  <macros><instance>${escape(instance)}</instance></macros>
  <max_server_memory_usage>${memoryBytes}</max_server_memory_usage>
  <mark_cache_size>${64 * 1024 ** 2}</mark_cache_size>
  <uncompressed_cache_size>0</uncompressed_cache_size>
  <max_concurrent_queries>64</max_concurrent_queries>
  <background_schedule_pool_size>16</background_schedule_pool_size>
  <shutdown_wait_unfinished>1</shutdown_wait_unfinished>
  <keep_alive_timeout>10</keep_alive_timeout>
  <http_handlers>${rules.join('')}
    <rule><url>/ping</url><handler><type>ping</type></handler></rule>
  </http_handlers>
</clickhouse>
`;
}

/** users.xml of the embedded engine: what each user may do, and how much memory one query of it may take. */
export function usersConfig({ passwords, memoryBytes }: EngineConfig): string {
  const ours = `${DATABASE_PREFIX}*.*`;
  const grants: Record<User, readonly string[]> = {
    ingest: [`GRANT INSERT ON ${ours}`],
    reports: [`GRANT SELECT ON ${ours}`],
    admin: [],
  };
  const users = USERS.map(
    (user) => `
    <${user}>
      <password_sha256_hex>${createHash('sha256').update(passwords[user]).digest('hex')}</password_sha256_hex>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>${user}</profile>
      <quota>default</quota>${
        grants[user].length === 0
          ? ''
          : `\n      <grants>${grants[user].map((grant) => `<query>${grant}</query>`).join('')}</grants>`
      }
    </${user}>`,
  );
  const queryBytes = Math.round(memoryBytes / 2);
  return `<clickhouse>
  <profiles>
    <default></default>
    <ingest><max_memory_usage>${queryBytes}</max_memory_usage></ingest>
    <reports><readonly>2</readonly><max_memory_usage>${queryBytes}</max_memory_usage></reports>
    <admin></admin>
  </profiles>
  <quotas><default></default></quotas>
  <users>
    <default>
      <password></password>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
    </default>${users.join('')}
  </users>
</clickhouse>
`;
}
