/** Values of command_status that change what a session does (5.1.3). */
export const STATUS = {
	OK: 0x00,
	INVALID_COMMAND_LENGTH: 0x02,
	INVALID_COMMAND: 0x03,
	WRONG_BIND_STATE: 0x04,
	ALREADY_BOUND: 0x05,
	QUEUE_FULL: 0x14,
	BIND_FAILED: 0x0d,
	INVALID_PASSWORD: 0x0e,
	INVALID_SYSTEM_ID: 0x0f,
	INVALID_SYSTEM_TYPE: 0x53,
	THROTTLED: 0x58,
	/** Ours, for a message that could not be handed on: try again later. */
	TEMPORARY: 0x64,
	/** Ours, for one that cannot be read. */
	PERMANENT: 0x65,
} as const;

/** Whether an answer says that nothing was taken because too much came. */
export const isThrottle = (status: number): boolean => status === STATUS.THROTTLED || status === STATUS.QUEUE_FULL;
