import { createSmpp, type SmppSimulator } from '../simulators/smpp/index.ts';
import type { SmppFault, SmppSettings } from '../simulators/smpp/settings.ts';
import { credentialFor } from '../support/smpp/credential.ts';
import '../support/smpp/nodes.ts';
import { runNode } from '../support/workflow.ts';
import { judged, type Cell } from './cell.ts';

/** Something that may go wrong between n8n and an SMPP gateway. */
interface SmppTrouble {
	name: string;
	/** Strikes each message of the run, unless it says otherwise. */
	order?: SmppFault;
	/** Set on the gateway's account. */
	account?: Partial<SmppSettings>;
	/** Fields of the credential that are wrong. */
	credential?: Record<string, unknown>;
	/** Done before the run. */
	before?: (simulator: SmppSimulator) => Promise<() => void>;
	/** Messages of two parts, in the place of short ones. */
	isLong?: boolean;
	/** Whether nobody can know what became of a message. */
	isUnclear?: boolean;
}

const again = (order: SmppFault): { order: SmppFault } => ({ order: { times: 0, ...order } });

export const SMPP_FAULTS: SmppTrouble[] = [
	{ name: 'connection refused', credential: { port: 9 } },
	{ name: 'host name unknown', credential: { host: 'gateway.invalid' } },
	{ name: 'address not on the list', account: { refusesAddress: true } },
	{ name: 'TLS to a plain port', credential: { useTls: true } },
	{ name: 'wrong password', credential: { password: 'not-the-password' } },
	{ name: 'login connected already (0x05)', account: { mostBinds: 1 }, before: otherBind },
	{ name: 'cut before it is carried out', ...again({ fault: 'cutBefore', processed: false }), isUnclear: true },
	{ name: 'cut after it is carried out', ...again({ fault: 'cutBefore' }), isUnclear: true },
	{ name: 'cut inside the answer', ...again({ fault: 'cutInside' }), isUnclear: true },
	{ name: 'cut after the first answer', order: { fault: 'cutAfter' }, isUnclear: true },
	{ name: 'cut after each answer', ...again({ fault: 'cutAfter' }), isUnclear: true },
	{ name: 'no answer, carried out', ...again({ fault: 'silence' }), isUnclear: true },
	{ name: 'no answer, not carried out', ...again({ fault: 'silence', processed: false }), isUnclear: true },
	{ name: 'half-open: it stops reading', ...again({ fault: 'stopsReading' }), isUnclear: true },
	{ name: 'answer after the time is up', ...again({ fault: 'late', ms: 1_500 }), isUnclear: true },
	{ name: 'answer with a wrong sequence number', ...again({ fault: 'wrongSequence' }), isUnclear: true },
	{ name: 'generic_nack', ...again({ fault: 'nack' }) },
	{ name: 'generic_nack without a number', ...again({ fault: 'nackZero' }), isUnclear: true },
	{ name: 'unbind in the place of an answer', ...again({ fault: 'unbind' }), isUnclear: true },
	{ name: 'too much at once (0x58), twice', order: { fault: 'status', status: 0x58, times: 2 } },
	{ name: 'queue full (0x14), once', order: { fault: 'status', status: 0x14 } },
	{ name: 'a failure of its own (0x08), once', order: { fault: 'status', status: 0x08 }, isUnclear: true },
	{ name: 'answer octet by octet', ...again({ fault: 'octets' }) },
	{ name: 'answers in one piece', account: { lumpsFor: 50 } },
	{ name: 'answer with a stray NUL', ...again({ fault: 'strayNul' }) },
	{ name: 'answer without an ID', ...again({ fault: 'noId' }) },
	{ name: 'two parts, cut after each first one', isLong: true, ...again({ fault: 'cutAfter' }), isUnclear: true },
	{ name: 'two parts, a second one refused (0x45)', isLong: true, order: { fault: 'status', status: 0x45, skip: 1 } },
	{ name: 'two parts, no answer to a second one', isLong: true, order: { fault: 'silence', skip: 1 }, isUnclear: true },
	{ name: 'bind cut off', order: { command: 'bind_transmitter', fault: 'cutBefore' } },
	{ name: 'bind without a version', account: { tellsVersion: false } },
];

/** Binds somebody else. */
async function otherBind({ account }: SmppSimulator): Promise<() => void> {
	const { connect } = await import('node:net');
	const { pdu } = await import('../simulators/smpp/octets.ts');
	const socket = connect(Number(account.port), account.host);
	socket.write(pdu(2, 1, `${account.system_id}\0${account.password}\0\0\x34\0\0\0`));
	await new Promise((resolve) => socket.once('data', resolve));
	return () => socket.destroy();
}

const NUMBERS = ['375296890043', '375331234567', '375251234567'];
const RETRIES = { maxTries: 3, waitBetweenTries: 0 };

/** As `cell`, for the SMPP node and its simulated gateway. */
export async function smppCell({ name, order, account = {}, credential = {}, before, isLong = false, isUnclear = false }: SmppTrouble): Promise<Cell> {
	const simulator = await createSmpp();
	const { host, port, system_id: systemId, password } = simulator.account;
	Object.assign(simulator.settings, account, order ? { faults: [{ ...order }] } : {});
	const end = await before?.(simulator);
	try {
		const result = await runNode('smpp', {
			parameters: { resource: 'message', operation: 'send', to: '={{ $json.to }}', message: '={{ $json.text }}', options: { timeout: 1 } },
			items: NUMBERS.map((to) => ({ to, text: `To ${to}${isLong ? '.'.repeat(150) : ''}` })),
			credentials: { smppApi: credentialFor(Number(port), { host, systemId, password, ...credential }) as never },
			onError: 'continueRegularOutput',
			retries: RETRIES,
		});
		return judged({ name: 'SMPP', numbers: NUMBERS }, { name, isUnclear }, result, simulator.phones.perNumber(), [password]);
	} finally {
		end?.();
		await simulator.close();
	}
}
