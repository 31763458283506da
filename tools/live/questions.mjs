/** Asks for what the vendor's document prints. */
const RUSSIAN = '79255070602';

const TEXT = { to: RUSSIAN, message: 'Заказ 1024 готов' };

const SOME = { limit: 5 };

const REHEARSAL = { ...TEXT, options: { dryRun: true } };

/**
 * What each vendor is asked, by node type: reads that cost nothing and use nothing up, and sends that the vendor only
 * pretends. Each with the parameters of the node, in the order in which they are asked.
 *
 * @type {Record<string, Array<[name: string, parameters?: Record<string, unknown>]>>}
 */
export const QUESTIONS = {
	rocketSms: [['account.getBalance'], ['sender.getAll', SOME], ['template.getAll', SOME]],
	smsBy: [
		['account.getBalance'],
		['account.getLimit'],
		['sender.getAll', SOME],
		['contactList.getAll', SOME],
		['campaign.getAll', SOME],
		['campaign.getHistory', SOME],
		['codeTemplate.getAll', SOME],
		['viber.getSenders', SOME],
	],
	smsRu: [
		['account.getBalance'],
		['account.getLimit'],
		['account.getFree'],
		['sender.getAll', SOME],
		['stoplist.getAll', SOME],
		['webhook.getAll', SOME],
		['message.getCost', TEXT],
		['message.send', REHEARSAL],
	],
	smsc: [
		['account.getBalance'],
		['account.getStatistics'],
		['sender.getAll', SOME],
		['template.getAll', SOME],
		['group.getAll', SOME],
		['contact.getAll', SOME],
		['mailing.getAll', SOME],
		['message.getAll', SOME],
		['inbound.getAll', SOME],
		['message.getCost', TEXT],
	],
	smsPilot: [
		['account.getBalance', { unit: 'rur' }],
		['account.getBalance', { unit: 'sms' }],
		['account.get'],
		['inbound.getAll', { which: 'all', ...SOME }],
		['message.getCost', TEXT],
		['message.send', REHEARSAL],
	],
};
