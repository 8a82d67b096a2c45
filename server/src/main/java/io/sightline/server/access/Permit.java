package io.sightline.server.access;

import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/** That a request may have media; also what tells when it may no longer. */
public interface Permit {

    /** Ends with nothing. */
    Permit FOR_EVER =
            new Permit() {
                @Override
                public Optional<Caller> caller() {
                    return Optional.empty();
                }

                @Override
                public boolean holds() {
                    return true;
                }

                @Override
                public Watch whileItHolds(Runnable end) {
                    return () -> {};
                }
            };

    /** Stops watching. */
    @FunctionalInterface
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Empty where nobody asks who it is, and when it no longer holds. */
    Optional<Caller> caller();

    /** Whether it would be given again now. Does not block. */
    boolean holds();

    /**
     * Runs {@code end} once, within a few seconds, when it holds no longer: for what lasts longer
     * than a request for a part.
     */
    Watch whileItHolds(Runnable end);

    /**
     * Cuts the connection of a long answer when the permit ends.
     *
     * @return to be completed in place of {@code callback}
     */
    default Callback cutting(Request request, Callback callback) {
        Watch watch =
                whileItHolds(
                        () ->
                                request.getConnectionMetaData()
                                        .getConnection()
                                        .getEndPoint()
                                        .close());
        return Callback.from(callback, watch::close);
    }
}
