import fc from 'fast-check';
import { testSeed } from './share-of-cases.js';

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: testSeed });
