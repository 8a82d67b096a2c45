package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.onvif.http.DeviceAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a camera becomes by a form in which what is null stays as it is. */
final class CameraChange {

    private final Camera before;
    private final CameraForm form;
    private final FieldChecks fields = new FieldChecks();

    private CameraChange(Camera before, CameraForm form) {
        this.before = before;
        this.form = form;
    }

    /**
     * @param groups finds groups by id or name
     * @param newName makes the name of a stream that is new, from host, channel and role
     * @throws io.sightline.server.web.ProblemException when the form is wrong
     */
    static Camera apply(Camera before, CameraForm form, StreamNames newName, GroupNames groups) {
        return new CameraChange(before, form).changed(newName, groups);
    }

    /** Chooses names for new streams. */
    @FunctionalInterface
    interface StreamNames {
        String name(String host, int channel, String role);
    }

    /** Finds groups. */
    @FunctionalInterface
    interface GroupNames {
        /**
         * @throws io.sightline.server.web.ProblemException when there is none
         */
        Camera.GroupName find(String idOrName);
    }

    private Camera changed(StreamNames newName, GroupNames groupNames) {
        if (form.username() != null || form.password() != null) {
            fields.wrong("password", "Credentials are changed at …/credentials.");
        }
        if (form.streams() != null || form.template() != null || form.host() != null) {
            fields.wrong("streams", "A camera's streams are changed by url and subUrl.");
        }
        Device device = device();
        String name = form.name() == null ? before.name() : fields.name(form.name());
        List<String> tags = form.tags() == null ? before.tags() : fields.words("tags", form.tags());
        String note = form.note() == null ? before.note() : fields.note(form.note());
        Optional<DeviceAddress> onvif = fields.onvif(form.onvifUrl());
        List<String> wanted = fields.words("groups", form.groups());
        fields.throwFirst();
        List<Camera.GroupName> groups =
                form.groups() == null ? before.groups() : groups(wanted, groupNames);
        Camera moved = form.url() == null ? before : movedTo(form.url());
        Camera controlled = form.onvifUrl() == null ? moved : controlledAt(moved, onvif);
        Camera with =
                form.subUrl() == null ? controlled : withSub(controlled, form.subUrl(), newName);
        return new Camera(
                with.id(),
                name,
                device,
                with.host(),
                with.port(),
                with.onvif(),
                with.credentials(),
                form.record() == null ? with.record() : form.record(),
                with.createdAt(),
                with.streams(),
                tags,
                groups,
                note,
                form.ownerId() == null ? with.ownerId() : FieldChecks.owner(form.ownerId()));
    }

    private Device device() {
        Device device = before.device();
        return new Device(
                text("manufacturer", form.manufacturer(), device.manufacturer()),
                text("model", form.model(), device.model()),
                text("serial", form.serial(), device.serial()),
                text("firmware", form.firmware(), device.firmware()));
    }

    private static List<Camera.GroupName> groups(List<String> wanted, GroupNames groupNames) {
        return wanted.stream()
                .map(groupNames::find)
                .distinct()
                .sorted(Comparator.comparing(Camera.GroupName::name))
                .toList();
    }

    private String text(String field, @Nullable String text, String otherwise) {
        return text == null ? otherwise : fields.text(field, text);
    }

    /** The main stream is elsewhere; streams of the same host and port move along. */
    private Camera movedTo(String url) {
        Optional<RtspAddress> old = before.mainStream().flatMap(CameraStream::address);
        RtspAddress to =
                checked(
                                "url",
                                () ->
                                        old.map(
                                                        address ->
                                                                new CameraAddress("", address)
                                                                        .changedTo(url))
                                                .orElseGet(() -> CameraAddress.parse(url)))
                        .rtsp();
        List<CameraStream> streams =
                before.streams().stream()
                        .map(stream -> with(stream, stream.isMain() ? to : along(stream, old, to)))
                        .toList();
        return before.withStreams(to.host(), to.port(), to.credentials(), streams)
                .withOnvif(before.onvif().map(at -> along(at, before.host(), to.host())));
    }

    /** ONVIF moves along if it was at the camera's own host; its port need not have changed. */
    private static DeviceAddress along(DeviceAddress at, String from, String to) {
        return at.host().equalsIgnoreCase(from)
                ? new DeviceAddress(at.tls(), to, at.port(), at.path())
                : at;
    }

    /** Nobody may have the hidden password sent to another host without knowing it. */
    private static Camera controlledAt(Camera camera, Optional<DeviceAddress> onvif) {
        boolean known =
                onvif.map(DeviceAddress::host)
                        .map(
                                host ->
                                        host.equalsIgnoreCase(camera.host())
                                                || camera.onvif()
                                                        .filter(
                                                                o ->
                                                                        o.host()
                                                                                .equalsIgnoreCase(
                                                                                        host))
                                                        .isPresent())
                        .orElse(true);
        if (!known && camera.credentials().isPresent()) {
            throw new Mistake(
                            "onvifUrl",
                            "It is at another host than the camera, which would be sent the"
                                    + " camera's password.")
                    .problem();
        }
        return camera.withOnvif(onvif);
    }

    private static RtspAddress along(
            CameraStream stream, Optional<RtspAddress> old, RtspAddress to) {
        RtspAddress address = stream.address().orElse(to);
        boolean together = old.map(main -> samePlace(main, address)).orElse(true);
        return new RtspAddress(
                together ? to.tls() : address.tls(),
                together ? to.host() : address.host(),
                together ? to.port() : address.port(),
                address.target(),
                to.credentials());
    }

    private Camera withSub(Camera camera, String url, StreamNames newName) {
        List<CameraStream> streams = new ArrayList<>(camera.streams());
        Optional<CameraStream> sub = streams.stream().filter(one -> !one.isMain()).findFirst();
        sub.ifPresent(streams::remove);
        if (!url.isBlank()) {
            RtspAddress address = subAddress(camera, sub.flatMap(CameraStream::address), url);
            CameraStream main = camera.mainStream().orElseThrow();
            streams.add(
                    sub.map(old -> with(old, address))
                            .orElseGet(
                                    () ->
                                            new CameraStream(
                                                    newName.name(
                                                            camera.host(),
                                                            main.channel()
                                                                    .orElse(
                                                                            CameraStream
                                                                                    .ONLY_CHANNEL),
                                                            CameraStream.SUB),
                                                    CameraStream.SUB,
                                                    main.channel(),
                                                    Optional.of(address))));
        }
        return camera.withStreams(camera.host(), camera.port(), camera.credentials(), streams);
    }

    /** Nobody may have the hidden password sent to another host without knowing it. */
    private RtspAddress subAddress(Camera camera, Optional<RtspAddress> old, String url) {
        return checked(
                        "subUrl",
                        () -> {
                            CameraAddress typed = CameraAddress.parse(url);
                            CameraAddress meant =
                                    typed.isMasked() && old.isPresent()
                                            ? new CameraAddress("", old.get()).changedTo(url)
                                            : typed;
                            if (meant.isMasked()) {
                                throw new IllegalArgumentException(
                                        "The password is hidden; type it.");
                            }
                            Optional<RtspCredentials> told = meant.rtsp().credentials();
                            if (told.isPresent() && !told.equals(camera.credentials())) {
                                throw new IllegalArgumentException(
                                        "All streams of a camera have the same user and password.");
                            }
                            boolean elsewhere =
                                    camera.mainStream()
                                            .flatMap(CameraStream::address)
                                            .filter(main -> samePlace(main, meant.rtsp()))
                                            .isEmpty();
                            if (elsewhere && told.isEmpty() && camera.credentials().isPresent()) {
                                throw new IllegalArgumentException(
                                        "It is at another host or port than the main stream; type the"
                                                + " user and password with it.");
                            }
                            RtspAddress rtsp = meant.rtsp();
                            return new CameraAddress(
                                    "",
                                    camera.credentials().map(rtsp::withCredentials).orElse(rtsp));
                        })
                .rtsp();
    }

    private static boolean samePlace(RtspAddress one, RtspAddress other) {
        return one.tls() == other.tls()
                && one.host().equalsIgnoreCase(other.host())
                && one.port() == other.port();
    }

    private static CameraAddress checked(String field, Supplier<CameraAddress> address) {
        try {
            return address.get();
        } catch (IllegalArgumentException e) {
            throw new Mistake(field, String.valueOf(e.getMessage())).problem();
        }
    }

    private static CameraStream with(CameraStream stream, RtspAddress address) {
        return new CameraStream(
                stream.name(), stream.role(), stream.channel(), Optional.of(address));
    }
}
