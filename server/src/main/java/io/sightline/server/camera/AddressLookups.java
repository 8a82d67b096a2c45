package io.sightline.server.camera;

import io.sightline.onvif.http.DeviceAddress;
import io.sightline.server.camera.CameraDraft.StreamDraft;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Asks the {@link AddressPolicy} about many addresses at once. A name that is not resolved in time
 * passes: it is asked about again when it is connected to.
 */
final class AddressLookups {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private final AddressPolicy policy;

    AddressLookups(AddressPolicy policy) {
        this.policy = policy;
    }

    /** Where a stream or a control service is. */
    record Place(String host, int port) {
        static Place of(StreamDraft stream) {
            return new Place(stream.address().host(), stream.address().port());
        }

        static Place of(DeviceAddress device) {
            return new Place(device.host(), device.port());
        }

        /** All that a camera would be connected to. */
        static Stream<Place> of(CameraDraft draft) {
            return Stream.concat(
                    draft.streams().stream().map(Place::of), draft.onvif().map(Place::of).stream());
        }
    }

    /** Why some of them are refused, as sentences. */
    Map<Place, String> refusals(Collection<Place> places) {
        Map<Place, String> refused = new ConcurrentHashMap<>();
        CountDownLatch pending = new CountDownLatch(places.size());
        for (Place place : places) {
            Thread.startVirtualThread(
                    () -> {
                        Optional<String> refusal = policy.refusal(place.host(), place.port());
                        refusal.ifPresent(reason -> refused.put(place, reason));
                        pending.countDown();
                    });
        }
        try {
            boolean _ = pending.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Map.copyOf(refused);
    }
}
