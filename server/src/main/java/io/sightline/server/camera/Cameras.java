package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.server.access.Rights;
import io.sightline.server.audit.Action;
import io.sightline.server.audit.Actor;
import io.sightline.server.audit.AuditLog;
import io.sightline.server.audit.Outcome;
import io.sightline.server.audit.Target;
import io.sightline.server.camera.AddressLookups.Place;
import io.sightline.server.camera.CameraChange.StreamNames;
import io.sightline.server.camera.CameraDraft.StreamDraft;
import io.sightline.server.database.Database;
import io.sightline.server.recording.RecordingRemoval;
import io.sightline.server.web.ProblemException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * What people do with cameras. Each change is stored first, together with its entry in the audit
 * log; the streams then follow the rows. Safe for use by any thread.
 */
public final class Cameras {

    private static final Logger log = LoggerFactory.getLogger(Cameras.class);

    private final Database database;
    private final CameraRepository repository;
    private final CameraStreams streams;
    private final CameraCatalogue catalogue = new CameraCatalogue();
    private final AddressPolicy addresses;
    private final Groups groups;
    private final Rights rights;
    private final AuditLog audit;
    private final DeletedCameras deleted;
    private final StreamNaming naming;
    private final InstantSource clock;

    private final CameraAdditions additions;

    Cameras(
            Database database,
            CameraRepository repository,
            CameraStreams streams,
            AddressPolicy addresses,
            Groups groups,
            Rights rights,
            AuditLog audit,
            RecordingRemoval recordings,
            StreamNaming naming,
            InstantSource clock) {
        this.database = database;
        this.repository = repository;
        this.streams = streams;
        this.addresses = addresses;
        this.groups = groups;
        this.rights = rights;
        this.audit = audit;
        this.deleted = new DeletedCameras(recordings);
        this.naming = naming;
        this.clock = clock;
        this.additions = new CameraAdditions(database, this::insertAll, this::follow);
    }

    /** In the order in which they were added. */
    List<Camera> all() {
        return catalogue.all();
    }

    Optional<Camera> find(String id) {
        return catalogue.find(id);
    }

    /** Of a camera at this host, if there is one. */
    public Optional<String> idAtHost(String host) {
        return all().stream()
                .filter(camera -> camera.host().equalsIgnoreCase(host))
                .map(Camera::id)
                .findFirst();
    }

    Camera get(String id) {
        return find(id).orElseThrow(() -> notFound(id));
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("camera", id);
    }

    // ---- adding ----

    /**
     * Adds a camera; its streams exist when this returns.
     *
     * @return its id
     * @throws ProblemException 409 {@code camera-exists}, with the {@code id} of the one that is
     *     there; 422 {@code camera-address-refused}
     */
    public String add(Actor actor, CameraDraft draft) {
        checkAddresses(draft);
        return additions.add(actor, draft).id();
    }

    /** Within a transaction. */
    private List<Camera> insertAll(List<CameraAdditions.Wanted> wanted) {
        Duplicates<Camera> known = Duplicates.among(catalogue.all());
        Set<String> taken = new HashSet<>();
        StreamNames names =
                (host, channel, role) -> {
                    String name = proposedStreamName(host, channel, role, taken);
                    taken.add(name);
                    return name;
                };
        List<Camera> added = new ArrayList<>();
        for (CameraAdditions.Wanted one : wanted) {
            known.of(one.draft()).ifPresent(Cameras::refuse);
            Camera camera = insert(one.actor(), one.draft(), names);
            known.add(camera, camera);
            added.add(camera);
        }
        return added;
    }

    private synchronized void follow(List<Camera> added) {
        rights.reload();
        catalogue.putAll(added);
        for (Camera camera : added) {
            log.info("[camera:{}] added: {} at {}", camera.id(), camera.name(), camera.maskedUrl());
            streams.follow(camera);
        }
    }

    /**
     * Adds many in one transaction, all or none of them, and the groups that they are to be in.
     * Their addresses were checked.
     */
    List<Camera> addAll(Actor actor, List<CameraDraft> drafts) {
        return additions.alone(() -> addAllAlone(actor, drafts));
    }

    private List<Camera> addAllAlone(Actor actor, List<CameraDraft> drafts) {
        List<Camera> added =
                database.transaction(
                        () -> {
                            Duplicates<Camera> known = Duplicates.among(repository.allForChange());
                            StreamNames names = namesAmong(repository.streamNames(""));
                            List<Camera> cameras = new ArrayList<>();
                            groups.makeMissing(
                                    actor,
                                    drafts.stream().flatMap(d -> d.groups().stream()).toList());
                            for (CameraDraft draft : drafts) {
                                known.of(draft).ifPresent(Cameras::refuse);
                                Camera camera = insert(actor, draft, names);
                                known.add(camera, camera);
                                cameras.add(camera);
                            }
                            audit.append(
                                    actor,
                                    Action.CAMERA_IMPORT,
                                    Target.SERVER,
                                    Outcome.SUCCESS,
                                    Map.of("cameras", Integer.toString(cameras.size())));
                            return cameras;
                        });
        log.info("[camera:all] {} added from a file", added.size());
        followChanges();
        return added;
    }

    private Camera insert(Actor actor, CameraDraft draft, StreamNames names) {
        checkOwner(draft.ownerId());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<CameraStream> cameraStreams = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (StreamDraft stream : draft.streams()) {
            int channel = stream.channel().orElse(CameraStream.ONLY_CHANNEL);
            String name =
                    stream.name()
                            .map(this::checkedStreamName)
                            .orElseGet(() -> names.name(draft.host(), channel, stream.role()));
            name = taken.add(name) ? name : StreamNaming.numbered(name, taken::contains);
            taken.add(name);
            cameraStreams.add(
                    new CameraStream(
                            name, stream.role(), stream.channel(), Optional.of(stream.address())));
        }
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
                        now,
                        cameraStreams,
                        draft.tags(),
                        draft.groups().stream()
                                .map(groups::find)
                                .distinct()
                                .sorted(Comparator.comparing(Camera.GroupName::name))
                                .toList(),
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

    /** A stream's name that no other has, as the transaction sees it. */
    private String freeName(String host, int channel, String role) {
        String wanted = naming.name(host, channel, role, Set.of());
        return naming.name(host, channel, role, repository.streamNames(wanted));
    }

    /**
     * What a stream would be called if its camera was added now.
     *
     * @param taken names that others of the same camera have, besides those that are in use
     */
    public String proposedStreamName(String host, int channel, String role, Set<String> taken) {
        return naming.name(
                host, channel, role, name -> taken.contains(name) || streams.exists(name));
    }

    /**
     * A name that somebody wishes for a stream.
     *
     * @throws ProblemException 400 {@code invalid-stream-name}, 409 {@code stream-name-taken}
     */
    public String checkedStreamName(String name) {
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

    private StreamNames namesAmong(Set<String> taken) {
        return (host, channel, role) -> {
            String name = naming.name(host, channel, role, taken);
            taken.add(name);
            return name;
        };
    }

    private void checkOwner(Optional<String> ownerId) {
        if (ownerId.isPresent() && !repository.isAccount(ownerId.get())) {
            throw new Mistake("ownerId", "There is no such account.").problem();
        }
    }

    private void checkAddresses(CameraDraft draft) {
        draft.streams().stream()
                .map(StreamDraft::address)
                .distinct()
                .forEach(address -> addresses.check(address.host(), address.port()));
        draft.onvif().ifPresent(at -> addresses.check(at.host(), at.port()));
    }

    private static Set<String> hosts(Stream<RtspAddress> streamAddresses) {
        return streamAddresses.map(RtspAddress::host).collect(Collectors.toSet());
    }

    private static void refuse(Duplicates.Found<Camera> there) {
        ProblemException exists =
                new ProblemException(
                        HttpStatus.CONFLICT,
                        "camera-exists",
                        "The camera is there already",
                        "\"%s\" %s.".formatted(there.camera().name(), there.reason().words()));
        exists.getBody().setProperty("id", there.camera().id());
        throw exists;
    }

    // ---- changing ----

    /** Changes what is not null. */
    Camera change(Actor actor, String id, CameraForm form) {
        // Names are looked up before the transaction, in which everybody else would wait for them.
        Set<Place> checked = checkedPlaces(id, form);
        return change(
                actor,
                id,
                before -> {
                    Camera after = CameraChange.apply(before, form, this::freeName, groups::find);
                    checkOwner(after.ownerId());
                    if (!after.onvif().equals(before.onvif())) {
                        after.onvif().ifPresent(at -> addresses.check(at.host(), at.port()));
                    }
                    if (!after.streams().equals(before.streams())) {
                        requireChecked(after, checked);
                        refuseDouble(after);
                    }
                    return after;
                });
    }

    /** Sets what the camera is logged in to with; empty for none. */
    Camera changeCredentials(Actor actor, String id, Optional<RtspCredentials> credentials) {
        return change(actor, id, before -> CameraChange.withCredentials(before, credentials));
    }

    private Camera change(Actor actor, String id, UnaryOperator<Camera> how) {
        return additions.alone(() -> changeAlone(actor, id, how));
    }

    private Camera changeAlone(Actor actor, String id, UnaryOperator<Camera> how) {
        boolean changed =
                database.transaction(
                        () -> {
                            Camera before =
                                    repository.findForChange(id).orElseThrow(() -> notFound(id));
                            return store(actor, before, how.apply(before));
                        });
        if (changed) {
            refresh(id);
        }
        return get(id);
    }

    /** Within a transaction; returns whether there was anything to store. */
    boolean store(Actor actor, Camera before, Camera after) {
        Set<String> differences = CameraChange.differences(before, after);
        if (differences.isEmpty()) {
            return false;
        }
        repository.update(before, after);
        audit.append(
                actor,
                Action.CAMERA_CHANGE,
                Target.camera(after.id(), after.name()),
                Outcome.SUCCESS,
                Map.of("changed", String.join(", ", differences)));
        if (differences.contains("record")) {
            audit.append(
                    actor,
                    after.record() ? Action.RECORDING_START : Action.RECORDING_STOP,
                    Target.camera(after.id(), after.name()),
                    Outcome.SUCCESS);
        }
        if (differences.contains("owner")) {
            audit.append(
                    actor,
                    Action.CAMERA_OWNER_CHANGE,
                    Target.camera(after.id(), after.name()),
                    Outcome.SUCCESS,
                    Map.of(
                            "from", before.ownerId().orElse(""),
                            "to", after.ownerId().orElse("")));
        }
        log.info("[camera:{}] changed: {}", after.id(), String.join(", ", differences));
        return true;
    }

    /** Where the camera's streams will be, each place allowed. */
    private Set<Place> checkedPlaces(String id, CameraForm form) {
        if (form.url() == null && form.subUrl() == null) {
            return Set.of();
        }
        Camera planned =
                CameraChange.apply(
                        get(id),
                        form,
                        (_, _, role) -> role,
                        group -> new Camera.GroupName(group, group));
        Set<Place> places = places(planned);
        places.forEach(place -> addresses.check(place.host(), place.port()));
        return places;
    }

    private static Set<Place> places(Camera camera) {
        return camera.streams().stream()
                .flatMap(stream -> stream.address().stream())
                .map(address -> new Place(address.host(), address.port()))
                .collect(Collectors.toSet());
    }

    private static void requireChecked(Camera after, Set<Place> checked) {
        if (!checked.containsAll(places(after))) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "camera-changed",
                    "The camera was changed meanwhile",
                    "Somebody else changed where it is at the same time. Look at it, and try again.");
        }
    }

    private void refuseDouble(Camera camera) {
        List<Camera> others =
                repository
                        .resembling(
                                hosts(camera.streams().stream().flatMap(s -> s.address().stream())),
                                camera.device().serial())
                        .stream()
                        .filter(other -> !other.id().equals(camera.id()))
                        .toList();
        Duplicates.among(others).of(camera).ifPresent(Cameras::refuse);
    }

    // ---- deleting ----

    /** What was recorded of it goes too, or stays. */
    void delete(Actor actor, String id, KeptRecordings kept) {
        Camera camera =
                database.transaction(
                        () -> {
                            Camera there =
                                    repository.findForChange(id).orElseThrow(() -> notFound(id));
                            remove(actor, there, kept);
                            return there;
                        });
        refresh(id);
        removeRecordings(List.of(camera), kept);
    }

    /** Once nothing of the cameras runs any more. */
    void removeRecordings(List<Camera> cameras, KeptRecordings kept) {
        switch (kept) {
            case KEEP -> {}
            case DELETE -> deleted.removeRecordings(cameras);
        }
    }

    /** As {@link DeletedCameras#removeRecordingsAgain}. */
    void removeRecordingsAgain(String id) {
        deleted.removeRecordingsAgain(id);
    }

    /** Within a transaction. */
    void remove(Actor actor, Camera camera, KeptRecordings kept) {
        repository.delete(camera.id());
        audit.append(
                actor,
                Action.CAMERA_DELETE,
                Target.camera(camera.id(), camera.name()),
                Outcome.SUCCESS,
                Map.of("recordings", kept.outcome()));
        log.info("[camera:{}] deleted, its recordings are {}", camera.id(), kept.outcome());
    }

    // ---- following the rows ----

    /** Makes what runs of one camera agree with what is stored of it. */
    private synchronized void refresh(String id) {
        rights.reloadCamera(id);
        repository
                .find(id)
                .ifPresentOrElse(
                        camera -> {
                            catalogue.put(camera);
                            streams.follow(camera);
                        },
                        () -> {
                            catalogue.remove(id);
                            streams.forget(id);
                        });
    }

    /** After a transaction that changed many. */
    void followChanges() {
        rights.reload();
        reconcile();
    }

    /** Makes what runs agree with what is stored. */
    synchronized void reconcile() {
        List<Camera> stored = repository.all();
        catalogue.replaceAll(stored);
        streams.reconcile(stored);
    }

    /** Before the first {@link #reconcile}: brings rows of earlier versions up to date. */
    void bringUpToDate() {
        int moved = database.transaction(repository::moveCredentialsOutOfUrls);
        if (moved > 0) {
            log.info("[camera:all] took the credentials out of the URLs of {}", moved);
        }
    }
}
