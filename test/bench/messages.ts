/** What is sent: items as a workflow has them, and the expressions that make messages of them. */

/** A message as a phone receives it. */
export interface Message {
	to: string;
	text: string;
}

export interface Item {
	[field: string]: string;
	phone: string;
	name: string;
	order: string;
}

/** The parameters of a node; both make the same message of an item. */
export interface Wording {
	title: string;
	to: string;
	message: string;
}

/** What dragging a field into the editor makes. */
export const PATHS: Wording = {
	title: 'plain paths',
	to: '={{ $json.phone }}',
	message: '={{ $json.name }}, заказ {{ $json.order }} готов',
};

/** What only n8n's expression engine can evaluate. */
export const COMPUTED: Wording = {
	title: 'computed',
	to: '={{ $json.phone.trim() }}',
	message: '={{ $json.name + ", заказ " + $json.order.trim() + " готов" }}',
};

const NAMES = ['Анна', 'Борис', 'Вера', 'Глеб', 'Дарья'];

/** Items, each with a number and an order of its own. @param numbers how the numbers begin */
export const itemsOf = (count: number, numbers: string): Item[] =>
	Array.from({ length: count }, (_, index) => ({
		phone: `${numbers}${1_000_000 + index}`,
		name: NAMES[index % NAMES.length],
		order: String(10_000 + index),
	}));

/** The message that the phone of an item must receive. */
export const messageOf = ({ phone, name, order }: Item): Message => ({
	to: phone,
	text: `${name}, заказ ${order} готов`,
});
