// Every relative link and picture in the documentation leads somewhere.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const inDocs = readdirSync('docs', { recursive: true }).filter((file) => file.endsWith('.md'));
const pages = ['README.md', ...inDocs.map((file) => join('docs', file))];
const broken = pages.flatMap((page) =>
  [...readFileSync(page, 'utf8').matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
    .map(([, target]) => target)
    .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(dirname(page), target)))
    .map((target) => `${page}: ${target} is not there`),
);
console.log(broken.length === 0 ? `${pages.length} pages, no broken link` : broken.join('\n'));
process.exit(broken.length === 0 ? 0 : 1);
