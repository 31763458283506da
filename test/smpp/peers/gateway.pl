#!/usr/bin/perl
# A gateway made of Net::SMPP, for one connection: gateway.pl PORT. It takes all that comes, tells each PDU as a line of
# JSON, and sends a receipt where one is asked for: its id in decimal digits, while sends are answered in hexadecimal ones.
use strict;
use warnings;
use JSON::PP;
use Net::SMPP;

my ($port) = @ARGV;
my $json = JSON::PP->new->canonical->latin1;
my $listener = Net::SMPP->new_listen('127.0.0.1', port => $port) or die "cannot listen: $!";
$| = 1;
print "{\"listening\":$port}\n";

my $connection = $listener->accept or die "nobody came: $!";
my %handlers = (
	Net::SMPP::CMD_bind_transmitter() => sub { $connection->bind_transmitter_resp(seq => $_[0]{seq}, system_id => 'PERL') },
	Net::SMPP::CMD_bind_receiver()    => sub { $connection->bind_receiver_resp(seq => $_[0]{seq}, system_id => 'PERL') },
	Net::SMPP::CMD_bind_transceiver() => sub { $connection->bind_transceiver_resp(seq => $_[0]{seq}, system_id => 'PERL') },
	Net::SMPP::CMD_submit_sm()        => \&take,
	Net::SMPP::CMD_query_sm() => sub {
		$connection->query_sm_resp(seq => $_[0]{seq}, message_id => $_[0]{message_id}, final_date => '261127054100000+', message_state => 2, error_code => 0);
	},
	Net::SMPP::CMD_cancel_sm()    => sub { $connection->cancel_sm_resp(seq => $_[0]{seq}) },
	Net::SMPP::CMD_enquire_link() => sub { $connection->enquire_link_resp(seq => $_[0]{seq}) },
);

my $count = 0xab00;
while (my $pdu = $connection->read_pdu) {
	print $json->encode({ map { $_ => shown($_, $pdu->{$_}) } grep { defined $pdu->{$_} && !ref $pdu->{$_} } keys %$pdu }), "\n";
	if ($pdu->{cmd} == Net::SMPP::CMD_unbind()) {
		$connection->unbind_resp(seq => $pdu->{seq});
		last;
	}
	my $handler = $handlers{ $pdu->{cmd} };
	$handler->($pdu) if $handler;
}

sub take {
	my ($pdu) = @_;
	my $id = ++$count;
	$connection->submit_sm_resp(seq => $pdu->{seq}, message_id => sprintf '%08x', $id);
	return unless $pdu->{registered_delivery} & 1;
	my $text = "id:$id sub:001 dlvrd:001 submit date:2611270540 done date:2611270541 stat:DELIVRD err:000 text:-";
	$connection->deliver_sm(source_addr => $pdu->{destination_addr}, destination_addr => $pdu->{source_addr}, esm_class => 4, short_message => $text, async => 1);
}

# Octets in hexadecimal digits, where they are user data or no text.
sub shown {
	my ($name, $value) = @_;
	return unpack 'H*', $value if $name =~ /^(short_message|message_payload|1060)$/ || $value =~ /[^\x20-\x7e]/;
	return $value;
}
