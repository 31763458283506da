/** Octets that are written one after another. */
export class Octets {
	private buffer = Buffer.allocUnsafe(512);
	private length = 0;

	skip(count: number): void {
		this.reserve(count);
		this.length += count;
	}

	byte(value: number): void {
		this.reserve(1);
		this.buffer[this.length++] = value;
	}

	write(octets: Uint8Array): void {
		this.reserve(octets.length);
		this.buffer.set(octets, this.length);
		this.length += octets.length;
	}

	/** @param text of characters up to U+00FF */
	text(text: string): void {
		this.reserve(text.length);
		this.length += this.buffer.write(text, this.length, 'latin1');
	}

	whole(): Buffer {
		return this.buffer.subarray(0, this.length);
	}

	private reserve(count: number): void {
		if (this.length + count <= this.buffer.length) return;
		const larger = Buffer.allocUnsafe((this.length + count) * 2);
		larger.set(this.whole());
		this.buffer = larger;
	}
}
