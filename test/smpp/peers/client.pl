#!/usr/bin/perl
# Net::SMPP as a client: client.pl PORT SYSTEM_ID PASSWORD RECEIPTS. Sends texts in every form, asks for one, waits for
# RECEIPTS receipts and incoming messages, and tells each answer as a line of JSON.
use strict;
use warnings;
use utf8;
use Encode qw(encode);
use JSON::PP;
use Net::SMPP;

my ($port, $system_id, $password, $receipts) = @ARGV;
my $json = JSON::PP->new->canonical->latin1;
$| = 1;
alarm 30;

sub report {
	my ($what, $pdu) = @_;
	my %shown = map { $_ => $pdu->{$_} } grep { defined $pdu->{$_} && $pdu->{$_} =~ /^[\x20-\x7e]*$/ } qw(cmd status seq message_id message_state final_date esm_class short_message source_addr destination_addr);
	print $json->encode({ what => $what, %shown }), "\n";
}

my ($connection, $answer) = Net::SMPP->new_transceiver('127.0.0.1', port => $port, system_id => $system_id, password => $password) or die "no connection: $!";
report(bind => $answer);

my @to = (dest_addr_ton => 1, dest_addr_npi => 1, destination_addr => '375296890043');
my @from = (source_addr_ton => 5, source_addr_npi => 0, source_addr => 'Perl');
my $last;
sub submit {
	my ($what, %fields) = @_;
	$last = $connection->submit_sm(@from, @to, registered_delivery => 1, %fields);
	report($what => $last);
}
my $long = encode('UTF-16BE', 'Ю' x 100);
submit(gsm => data_coding => 0, short_message => "Hi \x00\x02\x11\x1b\x65");
submit(ucs2 => data_coding => 8, short_message => encode('UTF-16BE', 'Ваш заказ готов'));
submit(part => data_coding => 8, esm_class => 0x40, short_message => pack('C6', 5, 0, 3, 7, 2, 1) . substr $long, 0, 134);
submit(part => data_coding => 8, esm_class => 0x40, short_message => pack('C6', 5, 0, 3, 7, 2, 2) . substr $long, 134);
submit(payload => data_coding => 8, message_payload => encode('UTF-16BE', 'Ъ' x 150), short_message => '');
submit(sender => source_addr => 'TwelveLetter', short_message => 'x');
submit(header => esm_class => 0x40, short_message => 'no header');
submit(time => schedule_delivery_time => '200101000000000+', short_message => 'x');
report(query => $connection->query_sm(message_id => $last->{message_id} || 'FFFF', source_addr_ton => 5, source_addr => 'Perl'));
report(enquire => $connection->enquire_link());
for (1 .. $receipts) {
	my $pdu = $connection->read_pdu or last;
	report(incoming => $pdu);
	$connection->deliver_sm_resp(seq => $pdu->{seq}, message_id => '');
}
report(unbind => $connection->unbind());
