import { rowIdField } from '../options';

export const idField = rowIdField('Mailing ID', 'mailingId', 'Mailing: Create');
