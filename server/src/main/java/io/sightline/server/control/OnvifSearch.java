package io.sightline.server.control;

import io.sightline.onvif.OnvifDevice;
import io.sightline.onvif.http.ConnectionSettings;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.onvif.http.DeviceCredentials;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.onvif.soap.OnvifException.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Finds ONVIF on a camera that was added by the URL of its stream. */
final class OnvifSearch {

    /** Where manufacturers put ONVIF, the most usual first: 8000 Reolink, 2020 TP-Link. */
    private static final List<Integer> PORTS = List.of(80, 8080, 8000, 2020, 8899);

    private final ConnectionSettings settings;

    OnvifSearch(ConnectionSettings settings) {
        this.settings = settings;
    }

    /**
     * Asks at all usual ports at once. Whether anybody is there at all is for others to say.
     *
     * @return the device at the port that is most usual; empty when nothing speaks ONVIF
     * @throws OnvifException when what speaks it does not let us in
     */
    Optional<OnvifDevice> find(String host, Optional<DeviceCredentials> credentials)
            throws OnvifException {
        List<FutureTask<OnvifDevice>> asked = new ArrayList<>();
        for (int port : PORTS) {
            FutureTask<OnvifDevice> task = new FutureTask<>(() -> connect(host, port, credentials));
            Thread.ofVirtual().name("onvif-search").start(task);
            asked.add(task);
        }
        try {
            for (FutureTask<OnvifDevice> task : asked) {
                Optional<OnvifDevice> found = answer(task);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        } finally {
            asked.forEach(task -> task.cancel(true));
        }
    }

    private static Optional<OnvifDevice> answer(FutureTask<OnvifDevice> task)
            throws OnvifException {
        try {
            return Optional.of(task.get());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof OnvifException failure)) {
                throw new IllegalStateException(e.getCause());
            }
            if (failure.reason() == Reason.NOT_AUTHORIZED
                    || failure.reason() == Reason.ACCOUNT_LOCKED) {
                throw failure;
            }
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while devices were looked for", e);
        }
    }

    private OnvifDevice connect(String host, int port, Optional<DeviceCredentials> credentials)
            throws OnvifException {
        return OnvifDevice.connect(new DeviceAddress(false, host, port, ""), credentials, settings);
    }
}
