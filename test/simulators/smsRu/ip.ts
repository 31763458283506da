import { BlockList, isIP } from 'node:net';

const PRIVATE = new BlockList();
const NETS_V4 = [['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['127.0.0.0', 8], ['169.254.0.0', 16]] as const;
const NETS_V6 = [['fc00::', 7], ['fe80::', 10], ['::1', 128]] as const;

for (const [net, prefix] of NETS_V4) PRIVATE.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of NETS_V6) PRIVATE.addSubnet(net, prefix, 'ipv6');

/** Whether an end user can have this address; code 507 says no to malformed and private ones. */
export function isPublicIp(address: string): boolean {
	const version = isIP(address);
	return version !== 0 && !PRIVATE.check(address, version === 4 ? 'ipv4' : 'ipv6');
}
