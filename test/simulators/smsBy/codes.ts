import type { Call } from '../kit/call.ts';
import { textParam, type Form } from '../kit/form.ts';
import { Refusal, incorrect, notFound, type Result } from './answers.ts';
import { deliver } from './quick.ts';
import { alphanameOf, phoneOf, required, weighed } from './reading.ts';
import type { Service } from './service.ts';
import type { PasswordObject } from './state.ts';
import { written } from './times.ts';

/** The letters that each type of code is made of. */
const ALPHABETS: { [type: string]: string } = {
	letters: 'GAYXILZOBCDEFHJKMNPQRSTUVW',
	numbers: '4071356982',
	both: 'G4A0Y7X1I3L5Z6O9B8C2',
};

/** `createPasswordObject` and its kin: how codes look. Known from the vendor's own libraries. */
export function createPasswordObject({ params }: Call, { state, now }: Service): Result {
	const shape = shapeOf(params);
	const id = state.next.passwordObject++;
	state.passwordObjects.set(id, { id, ...shape, d_create: written(now()) });
	return { value: { result: { password_object_id: id } } };
}

export function getPasswordObjects(_: Call, { state }: Service): Result {
	return { value: { result: [...state.passwordObjects.values()] } };
}

export function getPasswordObject({ params }: Call, service: Service): Result {
	return { value: { result: objectIn(params, 'id', service) } };
}

export function editPasswordObject({ params }: Call, service: Service): Result {
	Object.assign(objectIn(params, 'id', service), shapeOf(params));
	return { value: { result: '1' } };
}

export function deletePasswordObject({ params }: Call, service: Service): Result {
	service.state.passwordObjects.delete(objectIn(params, 'id', service).id);
	return { value: { result: '1' } };
}

/** `sendSmsMessageWithCode`: the service makes the code, sends it, and tells the caller, who compares. */
export function sendSmsMessageWithCode({ params }: Call, service: Service): Result {
	const message = required(params, 'message');
	if (!message.includes('%CODE%')) throw incorrect();
	const { type_id, len } = objectIn(params, 'password_object_id', service);
	const to = phoneOf(required(params, 'phone'));
	const from = alphanameOf(textParam(params, 'alphaname_id'), service);
	const code = codeOf(ALPHABETS[type_id], len, service.state.next.sms);
	const { text, parts, cost } = weighed(message.replaceAll('%CODE%', code), service);
	const sms = deliver({ to, from, text, parts, cost }, service);
	return { value: { status: 'ok', parts, len: text.length, sms_id: Number(sms.id), code }, recipients: 1 };
}

const codeOf = (alphabet: string, length: number, seed: number): string =>
	Array.from({ length }, (_, place) => alphabet[(seed + place * 3) % alphabet.length]).join('');

function shapeOf(params: Form): Pick<PasswordObject, 'type_id' | 'len'> {
	const type_id = required(params, 'type_id');
	const len = Number(required(params, 'len'));
	if (!Object.hasOwn(ALPHABETS, type_id)) throw incorrect();
	if (!Number.isInteger(len) || len < 1 || len > 16) throw new Refusal('len value must be beetwen 1 and 16');
	return { type_id, len };
}

function objectIn(params: Form, name: string, { state }: Service): PasswordObject {
	const found = state.passwordObjects.get(Number(required(params, name)));
	if (found === undefined) throw notFound();
	return found;
}
