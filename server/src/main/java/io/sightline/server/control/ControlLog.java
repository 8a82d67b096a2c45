package io.sightline.server.control;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sightline.onvif.soap.OnvifException;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.Actor;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.camera.DeviceAccess;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Enters in the audit log what is done to cameras, and what could not be done. */
final class ControlLog {

    /** Moves of one person that follow each other within this are one entry. */
    private static final Duration ONE_TURN = Duration.ofMinutes(1);

    private static final int MOST_TURNS = 10_000;

    /** Something that a device is told. */
    @FunctionalInterface
    interface Command<T> {
        T run() throws OnvifException;
    }

    /** A move that a device is told. */
    @FunctionalInterface
    interface Move {
        void send() throws OnvifException;
    }

    private final AuditLog audit;
    private final Cache<String, Boolean> turns =
            Caffeine.newBuilder().expireAfterAccess(ONE_TURN).maximumSize(MOST_TURNS).build();

    ControlLog(AuditLog audit) {
        this.audit = audit;
    }

    /** Does it and enters how it ended. */
    <T> T entered(
            Actor actor,
            Action action,
            DeviceAccess camera,
            Map<String, String> details,
            Command<T> command) {
        try {
            T result = command.run();
            enter(actor, action, camera, Outcome.SUCCESS, details);
            return result;
        } catch (OnvifException e) {
            Map<String, String> why = new HashMap<>(details);
            why.put("reason", e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            enter(actor, action, camera, Outcome.FAILED, why);
            throw DeviceProblems.of(e);
        }
    }

    /** Moves a camera; the first move of a turn is entered. */
    void moved(Actor actor, DeviceAccess camera, String how, Move move) {
        String turn = actor.kind() + " " + actor.id() + " " + camera.cameraId();
        if (turns.asMap().putIfAbsent(turn, true) == null) {
            entered(
                    actor,
                    Action.CAMERA_MOVE,
                    camera,
                    Map.of("how", how),
                    () -> {
                        move.send();
                        return true;
                    });
            return;
        }
        try {
            move.send();
        } catch (OnvifException e) {
            throw DeviceProblems.of(e);
        }
    }

    private void enter(
            Actor actor,
            Action action,
            DeviceAccess camera,
            Outcome outcome,
            Map<String, String> details) {
        audit.append(
                actor, action, Target.camera(camera.cameraId(), camera.name()), outcome, details);
    }
}
