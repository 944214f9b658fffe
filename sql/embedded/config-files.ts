import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configDirOf, serverConfig, usersConfig, type EngineConfig } from './config.js';

export interface ConfigFiles {
  configFile: string;
  /** Removes this engine's config, after it did not start. */
  remove(): void;
  /** Removes what earlier engines left. Only for the engine that holds the folder. */
  removeOthers(): void;
}

/** Writes the config of an engine, readable by its owner only (it holds the three users' credentials). */
export function writeConfig(config: EngineConfig): ConfigFiles {
  const own = configDirOf(config);
  for (const folder of [config.dir, join(config.dir, 'data'), join(config.dir, 'log'), own])
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  const write = (name: string, text: string) => {
    const file = join(own, name);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  };
  write('users.xml', usersConfig(config));
  const configFile = write('config.xml', serverConfig(config));
  const all = join(config.dir, 'etc');
  return {
    configFile,
    remove: () => rmSync(own, { recursive: true, force: true }),
    removeOthers() {
      for (const name of readdirSync(all))
        if (name !== config.instance) rmSync(join(all, name), { recursive: true, force: true });
    },
  };
}
