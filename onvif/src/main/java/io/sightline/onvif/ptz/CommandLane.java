package io.sightline.onvif.ptz;

import io.sightline.onvif.soap.OnvifException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands to one camera, one after the other. A move that was overtaken by a later command while
 * it waited is not sent, so that a slow camera does not turn after a finger that has long been
 * lifted; a stop is always sent, also out of turn, and nothing given before it is sent after it.
 *
 * <p>Safe for use by any thread.
 */
final class CommandLane {

    private static final Logger log = LoggerFactory.getLogger(CommandLane.class);

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

    /**
     * @param atOnce sent out of turn while a move is on its way: the camera may turn already,
     *     however long it takes to answer; it does not matter if this fails
     * @param inTurn sent in any case, when that move is through
     */
    void stop(Command atOnce, Command inTurn) throws OnvifException {
        newest.incrementAndGet();
        if (!turn.tryLock()) {
            try {
                atOnce.send();
            } catch (OnvifException e) {
                log.debug("a stop out of turn: {}", e.getMessage());
            }
            turn.lock();
        }
        try {
            inTurn.send();
        } finally {
            turn.unlock();
        }
    }
}
