import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package-root.js';

const about = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')) as { version: string; engines: { node: string } };

/** Version of the product, from package.json. */
export const productVersion: string = about.version;

/** Versions of Node the product runs on, such as `>=20.19`. */
export const nodeRange: string = about.engines.node;
