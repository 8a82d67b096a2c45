package io.sightline.simulator.onvif;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is wrong with a device now: one fault of each kind at most. Any thread. */
final class Ailments {

    private final Map<Class<? extends DeviceFault>, DeviceFault> faults = new ConcurrentHashMap<>();

    void inflict(DeviceFault fault) {
        if (fault instanceof DeviceFault.Heal) {
            faults.keySet().removeIf(kind -> kind != DeviceFault.Delay.class);
        } else {
            faults.put(fault.getClass(), fault);
        }
    }

    boolean has(Class<? extends DeviceFault> kind) {
        return faults.containsKey(kind);
    }

    <F extends DeviceFault> Optional<F> find(Class<F> kind) {
        return Optional.ofNullable(kind.cast(faults.get(kind)));
    }
}
