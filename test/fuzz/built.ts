/** The built package, as n8n loads it: its sources are CommonJS and not importable from here. */
import { createRequire } from 'node:module';

import type { ICredentialType } from 'n8n-workflow';

import type { Vendor } from '../../nodes/shared/operation.ts';
import { vendors, type VendorType } from '../support/vendors/index.ts';

const require = createRequire(new URL('../../dist/', import.meta.url));

const shared = <M>(name: string): M => require(`./nodes/shared/${name}.js`) as M;

export const { connectionProblem } = shared<typeof import('../../nodes/shared/transport/networkErrors.ts')>('transport/networkErrors');
export const { dispatch } = shared<typeof import('../../nodes/shared/engine/dispatch.ts')>('engine/dispatch');
export const { InputError, KINDS, UnclearReply } = shared<typeof import('../../nodes/shared/errors.ts')>('errors');
export const { inOrder } = shared<typeof import('../../nodes/shared/sms/status.ts')>('sms/status');
export const { httpOptions } = shared<typeof import('../../nodes/shared/transport/http.ts')>('transport/http');
export const { plainParameters } = shared<typeof import('../../nodes/shared/parameters/parameters.ts')>('parameters/parameters');
export const { redactor } = shared<typeof import('../../nodes/shared/transport/secrets.ts')>('transport/secrets');
export const { withFallback } = shared<typeof import('../../nodes/shared/transport/fallback.ts')>('transport/fallback');
export const { baseUrlOf } = shared<typeof import('../../nodes/shared/transport/session.ts')>('transport/session');

/** A vendor as a value, by its node type. */
export const vendorOf = (type: VendorType): Vendor =>
	(require(`./nodes/${vendors[type].folder}/resources/index.js`) as Record<string, Vendor>)[type];

/** A vendor's credential type, by its node type. */
export function credentialOf(type: VendorType): ICredentialType {
	const { credentialType } = vendors[type];
	const name = credentialType[0].toUpperCase() + credentialType.slice(1);
	const module = require(`./credentials/${name}.credentials.js`) as Record<string, new () => ICredentialType>;
	return new module[name]();
}
