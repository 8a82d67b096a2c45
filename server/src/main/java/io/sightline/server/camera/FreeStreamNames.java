package io.sightline.server.camera;

import io.sightline.server.camera.CameraChange.StreamNames;
import io.sightline.server.web.ProblemException;
import java.util.HashSet;
import java.util.Set;
import org.springframework.http.HttpStatus;

/** Names that no stream has yet. Safe for use by any thread. */
final class FreeStreamNames {

    private final StreamNaming naming;
    private final CameraStreams streams;
    private final CameraRepository repository;

    FreeStreamNames(StreamNaming naming, CameraStreams streams, CameraRepository repository) {
        this.naming = naming;
        this.streams = streams;
        this.repository = repository;
    }

    /**
     * What a stream would be called if its camera was added now.
     *
     * @param taken names that are not to be had, besides those of streams that exist
     */
    String proposed(String host, int channel, String role, Set<String> taken) {
        return naming.name(
                host, channel, role, name -> taken.contains(name) || streams.exists(name));
    }

    /**
     * A name that somebody wishes for a stream.
     *
     * @throws ProblemException 400 {@code invalid-stream-name}, 409 {@code stream-name-taken}
     */
    String wished(String name) {
        if (!StreamNaming.isName(name)) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-stream-name",
                    "Not a stream's name",
                    "A stream's name has 1 to 100 letters, digits, _ and -.");
        }
        if (streams.exists(name)) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "stream-name-taken",
                    "Another stream has this name",
                    "There is a stream \"%s\" already.".formatted(name));
        }
        return name;
    }

    /**
     * For streams that come together, no two of which get the same; what exists is told by memory.
     *
     * @param wished names that some of them will have
     */
    StreamNames amongRunning(Set<String> wished) {
        Set<String> taken = new HashSet<>(wished);
        return (host, channel, role) -> {
            String name = proposed(host, channel, role, taken);
            taken.add(name);
            return name;
        };
    }

    /** As {@link #amongRunning}, within a transaction: what exists is told by the rows, once. */
    StreamNames amongStored() {
        Set<String> taken = repository.streamNames("");
        return (host, channel, role) -> {
            String name = naming.name(host, channel, role, taken);
            taken.add(name);
            return name;
        };
    }

    /** For a single stream, as the transaction sees it that this is called in. */
    String stored(String host, int channel, String role) {
        String wanted = naming.name(host, channel, role, Set.of());
        return naming.name(host, channel, role, repository.streamNames(wanted));
    }
}
