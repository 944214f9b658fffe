// After a Jest run: its temporary folder goes, whatever the specs left behind.
import { rmSync } from 'node:fs';

export default function removeFolder() {
  rmSync(process.env.TMPDIR, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
