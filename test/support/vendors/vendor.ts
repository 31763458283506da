import type { IDataObject } from 'n8n-workflow';

import type { SimulatorMaker } from '../../simulators/kit/simulator.ts';
import type { Earlier, Sample, Says } from './answer.ts';
import type { VendorType } from './index.ts';

/** A simulator's account, under the vendor's own parameter names. */
export type Account = Record<string, string>;

/** Everything that tests and tools know of a vendor. */
export interface TestVendor {
	/** How people call it, e.g. "SMS.ru". */
	name: string;
	/** The node type, which is also the name of the vendor's value in `resources` and its key in the registry. */
	type: VendorType;
	/** The vendor's folder below `nodes/`. */
	folder: string;
	credentialType: string;
	/** The credential's fields for a simulator's account, without the base URL. */
	credential(account: Account): IDataObject;
	simulator: SimulatorMaker;
	/** How the node is asked to send: the send operation, with `$json.to` and `$json.text`. */
	parameters: IDataObject;
	/** Three numbers that the vendor serves. */
	numbers: string[];
	/** A well-formed number that the simulator refuses. */
	refusedNumber: string;
	/** The refusal of an account without money, where the simulator has no empty account of its own. */
	noMoney?: IDataObject;
	fuzz: FuzzFacts;
	bench: BenchFacts;
	live: LiveFacts;
}

/** How every operation is asked, and, told apart from the node's own code, what an answer proves. */
export interface FuzzFacts {
	/** A message that somebody has written to the account before, by the fields of the simulator's back door. */
	arrives?: Record<string, string>;
	/** Parameters for every operation, in the order in which they are tried against the simulator. */
	samples: Record<string, Sample[] | ((earlier: Earlier) => Sample[])>;
	/** For each operation that writes: whether the answer proves that the entry was taken. */
	proves: Record<string, Says>;
	/** Whether the answer says, in the vendor's own words, that the entry was not taken. */
	denies: Says;
	/** Whether the answer says so, and that it would be taken a little later. */
	invites: Says;
}

/** How the vendor is measured. */
export interface BenchFacts {
	/** What the simulated account needs to send as much as it is asked to. */
	wealth: IDataObject;
	/** The beginning of the recipients' numbers; seven digits follow. */
	numbers: string;
	/** The node's options, where it puts messages together only if it is told to. */
	options: IDataObject;
	/** How many recipients with texts of their own fit into one request. */
	perRequest: number;
	/** Whether it is measured with very many items, too. */
	isMeasuredLarge?: true;
	oneByOne: OneByOne;
}

/** How a person sets n8n's HTTP Request node, which knows no batches, for one message. */
export interface OneByOne {
	path: string;
	/** The body's form besides number and text. */
	form(account: Account): Record<string, string>;
	/** The form's names for number and text. */
	to: string;
	text: string;
	/** The query parameter of the account's key; where there is none, the login is part of the form. */
	key?: string;
}

/** How the real vendor is asked by `npm run check:live`. */
export interface LiveFacts {
	/** Which environment variable fills which field of the credential. */
	variables: Record<string, string>;
	/** The credential's fields of an account that the vendor gives to anybody. */
	withoutAccount?: Record<string, string>;
	/**
	 * Reads that cost nothing and use nothing up, and sends that the vendor only pretends, in the order in which they are
	 * asked. Each with the parameters of the node.
	 */
	questions: Array<[operation: string, parameters?: IDataObject]>;
}

/** Parameters of a send that takes each item's own number and text. */
export const EACH = { resource: 'message', operation: 'send', to: '={{ $json.to }}', message: '={{ $json.text }}' };

export const BELARUS = ['375296890043', '375331234567', '375251234567'];
export const RUSSIA = ['79261112233', '79261112234', '79261112235'];

/** Money for a benchmark. */
export const WEALTH = { balance: 1_000_000 };

/** What a list is asked for where it may be long. */
export const SOME = { limit: 5 };

/** A text to ask the price of. */
export const PRICED = { to: '79255070602', message: 'Заказ 1024 готов' };

/** The same as a rehearsal. */
export const REHEARSED = { ...PRICED, options: { dryRun: true } };
