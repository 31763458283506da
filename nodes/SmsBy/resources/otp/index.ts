import type { Resource } from '../../../shared/operation';
import { sendTelegram } from './sendTelegram';
import { sendWhatsApp } from './sendWhatsApp';

export const otp: Resource = { value: 'otp', name: 'One-Time Password', operations: [sendTelegram, sendWhatsApp] };
