package io.sightline.media.rtsp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Finds the address that a connection to a camera goes to. Asked anew for each connection, and what
 * it answers is connected to without asking again: who refuses an address here can't be got round
 * by a name that resolves to something else a moment later.
 *
 * <p>Called on virtual threads; may block.
 */
@FunctionalInterface
public interface HostResolver {

    /** Whatever the operating system says. */
    HostResolver SYSTEM = (host, port) -> new InetSocketAddress(InetAddress.getByName(host), port);

    /** The host is known, but must not be connected to. */
    final class RefusedException extends IOException {
        private static final long serialVersionUID = 1L;

        /**
         * @param message a sentence for a person
         */
        public RefusedException(String message) {
            super(message);
        }
    }

    /**
     * @throws java.net.UnknownHostException when there is no such host
     * @throws RefusedException when it must not be connected to
     */
    InetSocketAddress resolve(String host, int port) throws IOException;
}
