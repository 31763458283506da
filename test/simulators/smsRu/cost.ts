import type { Call } from '../kit/call.ts';
import { envelope, phpMap, refused, type Result } from './answers.ts';
import { refuseRoute, weigh, type Candidate } from './checks.ts';
import { OK } from './codes.ts';
import { readEntries } from './recipients.ts';
import { readFrom } from './send.ts';
import { inKopecks, type Service } from './service.ts';
import { transliterate } from './translit.ts';

/** `/sms/cost`: prices without sending. The totals are missing when nothing could be priced (recorded). */
export function cost({ params }: Call, service: Service): Result {
	const entries = readEntries(params);
	if (typeof entries === 'number') return refused(entries);
	const isTranslit = params.translit === '1';
	const verdicts = entries
		.map((entry) => (isTranslit ? { ...entry, text: transliterate(entry.text) } : entry))
		.map((entry) => weigh(entry, readFrom(params), service))
		.map((candidate) => ({ candidate, code: refuseRoute(candidate, service) ?? OK }));

	const priced = verdicts.filter(({ code }) => code === OK).map(({ candidate }) => candidate);
	const totalCost = inKopecks(priced.reduce((sum, candidate) => sum + candidate.cost, 0));
	const totalSms = priced.reduce((sum, candidate) => sum + candidate.parts, 0);
	const totals = priced.length > 0 ? { total_cost: totalCost, total_sms: totalSms } : {};
	return {
		code: OK,
		json: { sms: phpMap(verdicts.map(describe)), ...totals },
		lines: [totalCost, totalSms],
		recipients: entries.length,
	};
}

function describe({ candidate, code }: { candidate: Candidate; code: number }): [string, object] {
	const price = code === OK ? { cost: candidate.cost, sms: candidate.parts } : {};
	return [candidate.key, { ...envelope(code), ...price }];
}
