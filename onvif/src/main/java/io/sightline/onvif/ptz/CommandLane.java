package io.sightline.onvif.ptz;

import io.sightline.onvif.soap.OnvifException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Commands to one camera, one after the other. A move that was overtaken by a later command while
 * it waited is not sent, so that a slow camera does not turn after a finger that has long been
 * lifted; a stop is always sent, and nothing given before it is sent after it.
 *
 * <p>Safe for use by any thread.
 */
final class CommandLane {

    /** A command. */
    @FunctionalInterface
    interface Command {
        void send() throws OnvifException;
    }

    private final ReentrantLock turn = new ReentrantLock(true);
    private final AtomicLong newest = new AtomicLong();

    /** Whether it was sent, or overtaken. */
    boolean move(Command command) throws OnvifException {
        long ticket = newest.incrementAndGet();
        turn.lock();
        try {
            if (newest.get() != ticket) {
                return false;
            }
            command.send();
            return true;
        } finally {
            turn.unlock();
        }
    }

    void stop(Command command) throws OnvifException {
        newest.incrementAndGet();
        turn.lock();
        try {
            command.send();
        } finally {
            turn.unlock();
        }
    }
}
