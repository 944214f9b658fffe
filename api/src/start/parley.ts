import { readFileSync } from 'node:fs';
import { type ReadyLine } from './child-run.js';
import { openDataFolder, type DataFolder } from './data-folder.js';
import { prepareWorkspaces, type SignIn } from './first-start.js';
import { checkClickHouse, checkPostgres } from './outside-stores.js';
import {
  apiPart,
  apiUrl,
  clickhousePart,
  embeddedDatabaseUrl,
  freshLogins,
  givenLogins,
  ingestPart,
  ingestUrl,
  newInternalToken,
  postgresPart,
  type PartsContext,
} from './parts.js';
import { checkPort, freePort } from './ports.js';
import { writeRunFile } from './run-file.js';
import { readStartSettings, type StartSettings } from './settings.js';
import { StartCalledOff, type Happening } from './supervised.js';
import { Supervisor } from './supervisor.js';
import { type Terminal } from './terminal.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The whole of Parley on this machine, from the checks before its start to its orderly end. */
export class Parley {
  private supervisor: Supervisor | undefined;
  private folder: DataFolder | undefined;
  private isStopping = false;

  constructor(private readonly terminal: Terminal) {}

  /** Returns when everything answers and the address is printed. Throws a StartError, or StartCalledOff after `stop`. */
  async start(env: NodeJS.ProcessEnv): Promise<void> {
    const settings = readStartSettings(env);
    this.terminal.line(`Parley ${version}`);
    const folder = (this.folder = await openDataFolder({
      dir: settings.dataDir,
      minFreeDiskBytes: settings.minFreeDiskBytes,
      product: version,
      address: apiUrl(settings),
    }));
    await checkPort(settings.host, settings.apiPort);
    await checkPort(settings.host, settings.ingestPort);
    if (this.isStopping) throw new StartCalledOff();
    const supervisor = (this.supervisor = new Supervisor({
      logs: folder.logs,
      onProcesses: (pids) => folder.lock.noteChildren(pids),
      onHappening: (happening) => this.tell(happening),
    }));

    const context = await this.startStores(supervisor, settings, folder);
    await Promise.all([
      this.step(supervisor.start(apiPart(context)), 'api'),
      this.step(supervisor.start(ingestPart(context)), 'ingest'),
    ]);
    const addresses = {
      apiUrl: apiUrl(settings),
      ingestUrl: ingestUrl(settings),
      token: context.internalToken,
    };
    const signIn = await this.unlessStopping(
      prepareWorkspaces(folder, addresses, settings.isEmpty, this.terminal),
    );
    writeRunFile(folder.runFile, context);
    this.greet(settings, folder, signIn);
  }

  /** Stops everything in order; every process has ended when this returns. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.supervisor?.stop();
    this.folder?.close();
  }

  /** Ends every process at once. Nothing acknowledged is lost by it. */
  kill(): void {
    this.supervisor?.kill();
    this.folder?.close();
  }

  private async startStores(
    supervisor: Supervisor,
    settings: StartSettings,
    folder: DataFolder,
  ): Promise<PartsContext> {
    const context: PartsContext = {
      settings,
      masterKey: folder.masterKey,
      internalToken: newInternalToken(),
      logins: settings.clickhouseUrl ? givenLogins(settings.clickhouseUrl, process.env) : freshLogins(),
      clickhousePort: await freePort(),
      postgresPort: await freePort(),
      clickhouseUrl: '',
      databaseUrl: '',
    };
    const clickhouse = async () => {
      if (!settings.clickhouseUrl) return this.step(supervisor.start(clickhousePart(context)), 'ClickHouse');
      await checkClickHouse(settings.clickhouseUrl);
      return { ready: true, url: new URL(settings.clickhouseUrl).origin };
    };
    const postgres = async () => {
      if (!settings.databaseUrl) return this.step(supervisor.start(postgresPart(context)), 'PostgreSQL');
      await checkPostgres(settings.databaseUrl);
      return { ready: true, url: settings.databaseUrl };
    };
    const [clickhouseReady, postgresReady] = await Promise.all([clickhouse(), postgres()]);
    context.clickhouseUrl = clickhouseReady.url ?? `http://127.0.0.1:${context.clickhousePort}`;
    context.databaseUrl = postgresReady.url ?? embeddedDatabaseUrl(context.postgresPort);
    return context;
  }

  private async step(start: Promise<ReadyLine>, label: string): Promise<ReadyLine> {
    const from = Date.now();
    const line = await start;
    this.terminal.line(`  ✓ ${label} (${((Date.now() - from) / 1000).toFixed(1)} s)`);
    return line;
  }

  /** A wait that ends early, with StartCalledOff, when everything is stopped under it. */
  private async unlessStopping<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      throw this.isStopping ? new StartCalledOff() : error;
    }
  }

  private tell(happening: Exclude<Happening, { kind: 'spawned' }>): void {
    if (this.isStopping) return;
    const { label } = happening;
    if (happening.kind === 'back') {
      this.terminal.line({ en: `  ✓ ${label} runs again`, ru: `  ✓ ${label} снова работает` });
      return;
    }
    const seconds = happening.pause_ms / 1000;
    this.terminal.line({
      en: `  ! ${label} ended (${happening.how}); starting it again in ${seconds} s. Log: ${happening.log}`,
      ru: `  ! ${label} завершился (${happening.how}); запуск через ${seconds} с. Журнал: ${happening.log}`,
    });
  }

  private greet(settings: StartSettings, folder: DataFolder, signIn: SignIn): void {
    const address = apiUrl(settings);
    const events = `${ingestUrl(settings)}/v1/events`;
    const { email, password } = signIn;
    this.terminal.line();
    this.terminal.line({ en: `  Parley is running at ${address}`, ru: `  Parley работает: ${address}` });
    this.terminal.line({
      en: `  Sign in as ${email}, password ${password ?? 'as at the first start'} (kept in ${folder.signInFile})`,
      ru: `  Вход: ${email}, пароль ${password ?? 'тот же, что при первом запуске'} (сохранён в ${folder.signInFile})`,
    });
    this.terminal.line({ en: `  Events are taken at ${events}`, ru: `  События принимаются на ${events}` });
    this.terminal.line({ en: '  Stop with Ctrl-C', ru: '  Остановить: Ctrl-C' });
  }
}
