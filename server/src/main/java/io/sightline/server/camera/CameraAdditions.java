package io.sightline.server.camera;

import io.sightline.server.audit.Action;
import io.sightline.server.audit.Actor;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.camera.CameraChange.StreamNames;
import io.sightline.server.camera.CameraDraft.StreamDraft;
import io.sightline.server.database.Database;
import io.sightline.server.database.GroupCommit;
import io.sightline.server.web.ProblemException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds cameras. The way of an addition:
 *
 * <ol>
 *   <li>Its addresses are checked by who asks: names are looked up, and nobody else waits for that.
 *   <li>It comes into line with those that are wanted at the same time ({@link GroupCommit}). One
 *       transaction stores them all: whether a camera is there already ({@link Duplicates}) and
 *       which names streams may have ({@link FreeStreamNames}) is told by memory, then come its
 *       row, its entry in the audit log, and what is {@linkplain StoredAlong stored along}.
 *   <li>{@link RowFollower} makes rights, catalogue and streams follow.
 *   <li>Who asked is told.
 * </ol>
 *
 * <p>Memory is right, as long as nothing else changes where cameras are in the meantime: whoever
 * does takes his turn here, too ({@link #alone}). Safe for use by any thread.
 */
final class CameraAdditions {

    private static final Logger log = LoggerFactory.getLogger(CameraAdditions.class);

    /** Somebody wants the cameras of a device: those that are not there yet. */
    private record Wanted(Actor actor, List<CameraDraft> drafts, StoredAlong along) {
        Wanted {
            drafts = List.copyOf(drafts);
            if (drafts.isEmpty()) {
                throw new IllegalArgumentException("no camera is wanted");
            }
        }
    }

    private final Database database;
    private final CameraRepository repository;
    private final CameraCatalogue catalogue;
    private final RowFollower follower;
    private final AddressPolicy addresses;
    private final Groups groups;
    private final FreeStreamNames names;
    private final AuditLog audit;
    private final InstantSource clock;
    private final GroupCommit<Wanted, List<Camera>> turns;

    CameraAdditions(
            Database database,
            CameraRepository repository,
            CameraCatalogue catalogue,
            RowFollower follower,
            AddressPolicy addresses,
            Groups groups,
            FreeStreamNames names,
            AuditLog audit,
            InstantSource clock) {
        this.database = database;
        this.repository = repository;
        this.catalogue = catalogue;
        this.follower = follower;
        this.addresses = addresses;
        this.groups = groups;
        this.names = names;
        this.audit = audit;
        this.clock = clock;
        this.turns = new GroupCommit<>(database, this::storeAll, this::follow);
    }

    /** Does something while no camera is added: what it changes, all later additions see. */
    <T> T alone(Supplier<T> change) {
        return turns.alone(change);
    }

    // ---- cameras of a device ----

    /** As {@link Cameras#addDevice}. */
    List<String> addDevice(Actor actor, List<CameraDraft> drafts, StoredAlong along) {
        drafts.forEach(this::checkAddresses);
        return ids(turns.write(new Wanted(actor, drafts, along)));
    }

    private void checkAddresses(CameraDraft draft) {
        draft.streams().stream()
                .map(StreamDraft::address)
                .distinct()
                .forEach(address -> addresses.check(address.host(), address.port()));
        draft.onvif().ifPresent(at -> addresses.check(at.host(), at.port()));
    }

    private static List<String> ids(List<Camera> cameras) {
        return cameras.stream().map(Camera::id).toList();
    }

    /** Within a transaction. */
    private List<List<Camera>> storeAll(List<Wanted> together) {
        Duplicates<Camera> added = new Duplicates<>();
        StreamNames streamNames = names.amongRunning(wishedNames(together));
        return together.stream().map(wanted -> store(wanted, added, streamNames)).toList();
    }

    private static Set<String> wishedNames(List<Wanted> together) {
        return together.stream()
                .flatMap(wanted -> wanted.drafts().stream())
                .flatMap(draft -> draft.streams().stream())
                .flatMap(stream -> stream.name().stream())
                .collect(Collectors.toSet());
    }

    private List<Camera> store(
            Wanted wanted, Duplicates<Camera> addedBefore, StreamNames streamNames) {
        List<Camera> added = new ArrayList<>();
        Optional<ProblemException> exists = Optional.empty();
        for (CameraDraft draft : wanted.drafts()) {
            Optional<ProblemException> there =
                    catalogue.same(draft).or(() -> addedBefore.of(draft)).map(Duplicates::exists);
            if (there.isPresent()) {
                exists = there;
            } else {
                Camera camera = insert(wanted.actor(), draft, streamNames);
                addedBefore.add(camera, camera);
                added.add(camera);
            }
        }
        if (added.isEmpty()) {
            throw exists.orElseThrow();
        }
        wanted.along().store(ids(added));
        return added;
    }

    private void follow(List<List<Camera>> together) {
        List<Camera> added = together.stream().flatMap(List::stream).toList();
        for (Camera camera : added) {
            log.info("[camera:{}] added: {} at {}", camera.id(), camera.name(), camera.maskedUrl());
        }
        follower.added(added);
    }

    // ---- cameras of a table ----

    /** As {@link Cameras#addAll}. */
    List<Camera> addAll(Actor actor, List<CameraDraft> drafts) {
        return alone(
                () -> {
                    List<Camera> added = database.transaction(() -> storeTable(actor, drafts));
                    log.info("[camera:all] {} added from a file", added.size());
                    follower.manyChanged();
                    return added;
                });
    }

    /** Within a transaction. */
    private List<Camera> storeTable(Actor actor, List<CameraDraft> drafts) {
        Duplicates<Camera> known = Duplicates.among(repository.allForChange());
        StreamNames streamNames = names.amongStored();
        groups.makeMissing(actor, drafts.stream().flatMap(d -> d.groups().stream()).toList());
        List<Camera> added = new ArrayList<>();
        for (CameraDraft draft : drafts) {
            known.of(draft).ifPresent(Duplicates::refuse);
            Camera camera = insert(actor, draft, streamNames);
            known.add(camera, camera);
            added.add(camera);
        }
        audit.append(
                actor,
                Action.CAMERA_IMPORT,
                Target.SERVER,
                Outcome.SUCCESS,
                Map.of("cameras", Integer.toString(added.size())));
        return added;
    }

    // ---- a camera ----

    private Camera insert(Actor actor, CameraDraft draft, StreamNames streamNames) {
        repository.requireAccount(draft.ownerId());
        Camera camera =
                new Camera(
                        UUID.randomUUID().toString(),
                        draft.name(),
                        draft.device(),
                        draft.host(),
                        draft.port(),
                        draft.onvif(),
                        draft.credentials(),
                        draft.record(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS),
                        streams(draft, streamNames),
                        draft.tags(),
                        groups.findAll(draft.groups()),
                        draft.note(),
                        draft.ownerId());
        repository.insert(camera);
        audit.append(
                actor,
                Action.CAMERA_ADD,
                Target.camera(camera.id(), camera.name()),
                Outcome.SUCCESS,
                Map.of("address", camera.host() + ":" + camera.port()));
        return camera;
    }

    private List<CameraStream> streams(CameraDraft draft, StreamNames streamNames) {
        List<CameraStream> streams = new ArrayList<>();
        for (StreamDraft stream : draft.streams()) {
            int channel = stream.channel().orElse(CameraStream.ONLY_CHANNEL);
            String name =
                    stream.name()
                            .map(names::wished)
                            .orElseGet(
                                    () -> streamNames.name(draft.host(), channel, stream.role()));
            streams.add(
                    new CameraStream(
                            name, stream.role(), stream.channel(), Optional.of(stream.address())));
        }
        return streams;
    }
}
