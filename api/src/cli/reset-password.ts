import { z } from 'zod';
import { ask, findRunning, readArguments, runCommand } from './running.js';

const USAGE = 'npm run reset-password [-- --email owner@parley.local] [--data DIR]';

// Gives a person a new password and ends every session of theirs.
runCommand(async () => {
  const { one, dataDir } = readArguments({ email: {} }, USAGE);
  const email = one('email') ?? 'owner@parley.local';
  const answer = await ask(findRunning(dataDir), 'POST', '/internal/reset-password', { email });
  const { password } = z.object({ password: z.string() }).parse(await answer.json());
  process.stdout.write(`${email}\npassword: ${password}\n`);
});
