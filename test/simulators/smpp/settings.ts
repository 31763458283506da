import { defaultSettings as common, type Settings } from '../kit/settings.ts';

/** An order for trouble. It strikes answers to `command`, submit_sm if absent. */
export interface SmppFault {
	fault: keyof typeof FAULTS;
	command?: string;
	/** How many it strikes; 1 if absent, 0 = all. */
	times?: number;
	/** How many it lets through first. */
	skip?: number;
	/** Whether the request is carried out all the same; each fault has its own default. */
	processed?: boolean;
	/** For `status`. */
	status?: number;
	/** For `late`. */
	ms?: number;
}

/** What can go wrong with an answer, and whether the request is carried out unless the order says otherwise. */
export const FAULTS = {
	silence: true,
	late: true,
	wrongSequence: true,
	nack: false,
	nackZero: false,
	unbind: true,
	cutBefore: true,
	cutInside: true,
	cutAfter: true,
	octets: true,
	strayNul: true,
	noId: true,
	status: false,
	stopsReading: true,
};

/** What a test may set on the account through `POST /__account`. */
export interface SmppSettings extends Settings {
	faults: SmppFault[];
	/** How many connections the login may have; 0 = any number. */
	mostBinds: number;
	/** Every bind is refused with it, unless 0. */
	bindStatus: number;
	/** Whether a connection is closed as soon as it is there, as to addresses that are not on the list. */
	refusesAddress: boolean;
	/** Requests that may be unanswered, and messages a second; 0 = any number. More are answered with 0x58. */
	window: number;
	perSecond: number;
	/** Whether binds are answered with sc_interface_version. */
	tellsVersion: boolean;
	ignoresEnquireLink: boolean;
	/** An enquire_link of its own every so many milliseconds; 0 = never. */
	enquireEvery: number;
	/** Answers of so many milliseconds leave in one piece; 0 = each by itself. */
	lumpsFor: number;
	receipts: {
		/** The text: whole, without `sub` and `dlvrd`, or none. */
		text: 'whole' | 'short' | 'none';
		tlvs: boolean;
		/** How the id is written, which sends are answered with in hexadecimal digits. */
		id: 'asIs' | 'decimal';
		twice: boolean;
		/** Before the send is answered. */
		early: boolean;
		command: 'deliver_sm' | 'data_sm';
		/** Of several parts, the last one's first. */
		backwards: boolean;
	};
}

export const defaultSettings = (): SmppSettings => ({
	...common(),
	faults: [],
	mostBinds: 0,
	bindStatus: 0,
	refusesAddress: false,
	window: 0,
	perSecond: 0,
	tellsVersion: true,
	ignoresEnquireLink: false,
	enquireEvery: 0,
	lumpsFor: 0,
	receipts: { text: 'whole', tlvs: true, id: 'asIs', twice: false, early: false, command: 'deliver_sm', backwards: false },
});

/** Takes the first order that is due for a command. */
export function claimFault(settings: SmppSettings, command: string): SmppFault | undefined {
	const due = settings.faults.find((order) => {
		if ((order.command ?? 'submit_sm') !== command) return false;
		if ((order.skip ?? 0) === 0) return true;
		order.skip! -= 1;
		return false;
	});
	if (due === undefined) return undefined;
	const times = due.times ?? 1;
	if (times === 1) settings.faults = settings.faults.filter((order) => order !== due);
	else if (times > 1) due.times = times - 1;
	return due;
}
