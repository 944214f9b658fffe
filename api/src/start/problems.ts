import { StartError } from './start-error.js';

/** Every way in which a start can fail, each in one line with what to do. */
export const wrongSetting = (name: string, why: string) =>
  new StartError('wrong_setting', {
    en: `The setting ${name} is wrong: ${why}. Correct or unset it and start again.`,
    ru: `Настройка ${name} неверна: ${why}. Исправьте или уберите её и запустите снова.`,
  });

export const dataFolderInUse = (dir: string, pid: number, address?: string) =>
  new StartError('data_folder_in_use', {
    en: `Parley is already running with ${dir} (process ${pid}${address ? `, ${address}` : ''}): open that one, stop it first, or choose another folder with --data DIR.`,
    ru: `Parley уже работает с папкой ${dir} (процесс ${pid}${address ? `, ${address}` : ''}): откройте его, сначала остановите его или укажите другую папку: --data ПАПКА.`,
  });

export const dataFolderNotWritable = (dir: string, why: string) =>
  new StartError('data_folder_not_writable', {
    en: `Cannot write to the data folder ${dir} (${why}): give this user the right to write there, or choose another folder with --data DIR.`,
    ru: `Нет записи в папку данных ${dir} (${why}): дайте этому пользователю право записи или укажите другую папку: --data ПАПКА.`,
  });

export const dataFolderNewer = (dir: string, product: string) =>
  new StartError('data_folder_newer', {
    en: `The data in ${dir} was made by a newer Parley (${product}): update Parley, or choose another folder with --data DIR.`,
    ru: `Данные в ${dir} созданы более новым Parley (${product}): обновите Parley или укажите другую папку: --data ПАПКА.`,
  });

export const diskNearlyFull = (dir: string, free: string, wanted: string) =>
  new StartError('disk_nearly_full', {
    en: `Only ${free} are free on the disk of ${dir}, ${wanted} are wanted: free some space, or lower the limit with --min-free-disk SIZE.`,
    ru: `На диске с папкой ${dir} свободно только ${free}, нужно ${wanted}: освободите место или снизьте порог: --min-free-disk РАЗМЕР.`,
  });

export const portTakenByParley = (port: number, address: string) =>
  new StartError('port_taken_by_parley', {
    en: `Port ${port} is taken by another Parley (${address}): open that one, stop it first, or choose another port with --port N.`,
    ru: `Порт ${port} занят другим Parley (${address}): откройте его, сначала остановите его или укажите другой порт: --port N.`,
  });

export const portTaken = (port: number) =>
  new StartError('port_taken', {
    en: `Port ${port} is taken by another program: stop it, or choose another port with --port N (N and N + 1 are used).`,
    ru: `Порт ${port} занят другой программой: остановите её или укажите другой порт: --port N (нужны N и N + 1).`,
  });

export const portNotAllowed = (port: number, host: string, why: string) =>
  new StartError('port_not_allowed', {
    en: `Cannot listen on ${host}:${port} (${why}): choose a port above 1023 with --port N, or another PARLEY_HOST.`,
    ru: `Нельзя слушать ${host}:${port} (${why}): укажите порт больше 1023: --port N, или другой PARLEY_HOST.`,
  });

export const noEmbeddedEngine = (platform: string) =>
  new StartError('no_embedded_engine', {
    en: `There is no embedded ClickHouse for ${platform}: start a ClickHouse server and set CLICKHOUSE_URL, such as http://user:password@127.0.0.1:8123.`,
    ru: `Встроенного ClickHouse для ${platform} нет: запустите сервер ClickHouse и задайте CLICKHOUSE_URL, например http://user:password@127.0.0.1:8123.`,
  });

export const partDidNotStart = (part: string, why: string, logFile: string) =>
  new StartError('part_did_not_start', {
    en: `${part} did not start${why ? ` (${why})` : ''}: see ${logFile}.`,
    ru: `${part} не запускается${why ? ` (${why})` : ''}: подробности в ${logFile}.`,
  });

export const firstStartFailed = (step: string, why: string) =>
  new StartError('first_start_failed', {
    en: `The first start could not finish (${step}: ${why}): start again, it goes on where it stopped; details are in the logs folder.`,
    ru: `Первый запуск не завершён (${step}: ${why}): запустите снова, он продолжится с того же места; подробности в папке logs.`,
  });
