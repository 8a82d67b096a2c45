package io.sightline.onvif.http;

import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Says which addresses may be connected to. Asked after the name was resolved and right before the
 * connection is made, each time, so that a name cannot mean one thing to the guard and another to
 * the socket.
 */
@FunctionalInterface
public interface AddressGuard {

    /** Everybody may be connected to. */
    AddressGuard OPEN = _ -> Optional.empty();

    /** Why this address may not be connected to, in words; empty if it may. */
    Optional<String> refusal(InetSocketAddress resolved);
}
