package io.sightline.server.camera;

import io.sightline.media.rtsp.RtspAddress;
import io.sightline.media.rtsp.RtspCredentials;
import io.sightline.onvif.http.DeviceAddress;
import io.sightline.server.camera.CameraDraft.StreamDraft;
import io.sightline.server.camera.CameraForm.StreamForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Turns one {@link CameraForm} into a {@link CameraDraft}, or into all that is wrong with it. Asks
 * nobody: neither the database nor the network.
 */
final class FormCheck {

    /** What came of a form. */
    sealed interface Result {

        record Good(CameraDraft draft) implements Result {}

        record Wrong(List<Mistake> mistakes) implements Result {
            public Wrong {
                mistakes = List.copyOf(mistakes);
            }
        }
    }

    private static final int MAX_STREAMS = 64;
    private static final int MAX_PORT = 65_535;

    private final CameraForm form;
    private final CameraTemplates templates;
    private final FieldChecks fields = new FieldChecks();

    private FormCheck(CameraForm form, CameraTemplates templates) {
        this.form = form;
        this.templates = templates;
    }

    static Result check(CameraForm form, CameraTemplates templates) {
        return new FormCheck(form, templates).check();
    }

    /**
     * @throws io.sightline.server.web.ProblemException for the first mistake
     */
    static CameraDraft draft(CameraForm form, CameraTemplates templates) {
        return switch (check(form, templates)) {
            case Result.Good(CameraDraft draft) -> draft;
            case Result.Wrong(List<Mistake> mistakes) -> throw mistakes.getFirst().problem();
        };
    }

    /**
     * An address that is to be tried.
     *
     * @throws io.sightline.server.web.ProblemException when it is none
     */
    static RtspAddress address(@Nullable String url) {
        try {
            if (url == null || url.isBlank()) {
                throw new IllegalArgumentException("A camera needs an address.");
            }
            CameraAddress address = CameraAddress.parse(url);
            if (address.isMasked()) {
                // Tried with asterisks, it would only help to lock the account.
                throw new IllegalArgumentException("The password is hidden (***); type it.");
            }
            return address.rtsp();
        } catch (IllegalArgumentException e) {
            throw new Mistake("url", String.valueOf(e.getMessage())).problem();
        }
    }

    /**
     * New credentials; none without a user name.
     *
     * @throws io.sightline.server.web.ProblemException when they can't be
     */
    static Optional<RtspCredentials> credentials(
            @Nullable String username, @Nullable String password) {
        FieldChecks fields = new FieldChecks();
        Optional<RtspCredentials> checked = fields.credentials(username, password);
        fields.throwFirst();
        return checked;
    }

    private Result check() {
        String name = fields.name(form.name());
        List<StreamDraft> streams = streams();
        Device device = device();
        List<String> tags = fields.words("tags", form.tags());
        List<String> groups = fields.words("groups", form.groups());
        String note = fields.note(form.note());
        Optional<DeviceAddress> onvif = fields.onvif(form.onvifUrl());
        Optional<RtspCredentials> credentials = credentials(streams);
        if (!fields.mistakes().isEmpty()) {
            return new Result.Wrong(fields.mistakes());
        }
        RtspAddress main = mainOf(streams);
        return new Result.Good(
                new CameraDraft(
                        name,
                        device,
                        main.host(),
                        main.port(),
                        onvif,
                        credentials,
                        streams.stream().map(stream -> with(credentials, stream)).toList(),
                        form.record() == null || form.record(),
                        tags,
                        groups,
                        note,
                        FieldChecks.owner(form.ownerId())));
    }

    private static RtspAddress mainOf(List<StreamDraft> streams) {
        return streams.stream()
                .filter(stream -> stream.role().equals(CameraStream.MAIN))
                .findFirst()
                .orElseThrow()
                .address();
    }

    private static StreamDraft with(Optional<RtspCredentials> credentials, StreamDraft stream) {
        RtspAddress plain = stream.address();
        return new StreamDraft(
                stream.role(),
                stream.channel(),
                new RtspAddress(
                        plain.tls(), plain.host(), plain.port(), plain.target(), credentials),
                stream.name());
    }

    // ---- where the streams are ----

    private List<StreamDraft> streams() {
        OptionalInt channel = fields.channel("channel", form.channel());
        if (form.streams() != null && !form.streams().isEmpty()) {
            return several(form.streams());
        }
        if (FieldChecks.plain(form.url()).isEmpty() && !FieldChecks.plain(form.host()).isEmpty()) {
            return fromTemplate(channel);
        }
        List<StreamDraft> streams = new ArrayList<>();
        add(streams, "url", CameraStream.MAIN, channel, form.url());
        if (!FieldChecks.plain(form.subUrl()).isEmpty()) {
            add(streams, "subUrl", CameraStream.SUB, channel, form.subUrl());
        }
        return streams;
    }

    private List<StreamDraft> several(List<StreamForm> forms) {
        List<StreamDraft> streams = new ArrayList<>();
        if (forms.size() > MAX_STREAMS) {
            fields.wrong("streams", "A camera has at most " + MAX_STREAMS + " streams.");
            return streams;
        }
        for (StreamForm stream : forms) {
            String role = stream.role() == null ? CameraStream.MAIN : stream.role();
            if (!role.equals(CameraStream.MAIN) && !role.equals(CameraStream.SUB)) {
                fields.wrong("streams", "A stream's role is main or sub.");
            }
            add(
                    streams,
                    "streams",
                    role,
                    fields.channel("streams", stream.channel()),
                    stream.url());
        }
        if (streams.stream().noneMatch(stream -> stream.role().equals(CameraStream.MAIN))) {
            fields.wrong("streams", "A camera needs a main stream.");
        }
        return streams;
    }

    private List<StreamDraft> fromTemplate(OptionalInt channel) {
        String named = FieldChecks.plain(form.template());
        String wanted = named.isEmpty() ? FieldChecks.plain(form.manufacturer()) : named;
        if (wanted.isEmpty()) {
            fields.wrong(
                    "url", "A camera needs an address, or a host and a manufacturer or template.");
            return List.of();
        }
        Optional<CameraTemplate> found = templates.find(wanted);
        if (found.isEmpty()) {
            String field = named.isEmpty() ? "manufacturer" : "template";
            fields.wrong(field, "There is no template \"" + FieldChecks.shortened(wanted) + "\".");
            return List.of();
        }
        CameraTemplate template = found.get();
        int number = channel.orElse(CameraStream.ONLY_CHANNEL);
        OptionalInt known = OptionalInt.of(number);
        String main = path(form.mainPath(), template.main(), number);
        String sub = path(form.subPath(), template.sub(), number);
        String base = base(template);
        List<StreamDraft> streams = new ArrayList<>();
        add(streams, "host", CameraStream.MAIN, known, base + main);
        if (!sub.isEmpty()) {
            add(streams, "host", CameraStream.SUB, known, base + sub);
        }
        return streams;
    }

    private String base(CameraTemplate template) {
        String host = FieldChecks.plain(form.host());
        if (host.matches(".*[/?@\\s].*")) {
            fields.wrong("host", "A host is a name or an address, without anything else.");
            return "rtsp://-";
        }
        boolean bare = host.contains(":") && !host.startsWith("[");
        if (bare && host.indexOf(':') == host.lastIndexOf(':')) {
            fields.wrong("host", "The port has a field of its own.");
            return "rtsp://-";
        }
        int port = form.port() == null ? template.port() : form.port();
        if (port < 1 || port > MAX_PORT) {
            fields.wrong("port", "A port is a number from 1 to 65535.");
        }
        return "rtsp://" + (bare ? "[" + host + "]" : host) + ":" + port;
    }

    private static String path(@Nullable String given, String templates, int channel) {
        String path = FieldChecks.plain(given);
        if (path.isEmpty()) {
            return CameraTemplate.fill(templates, channel);
        }
        return path.startsWith("/") || path.startsWith("?") ? path : "/" + path;
    }

    private void add(
            List<StreamDraft> streams,
            String field,
            String role,
            OptionalInt channel,
            @Nullable String url) {
        String text = FieldChecks.plain(url);
        if (text.isEmpty()) {
            fields.wrong(field, "A camera needs an address.");
            return;
        }
        try {
            CameraAddress address = CameraAddress.parse(text);
            if (address.isMasked()) {
                fields.wrong(field, "The password is hidden (***); type it.");
                return;
            }
            streams.add(new StreamDraft(role, channel, address.rtsp()));
        } catch (IllegalArgumentException e) {
            fields.wrong(field, String.valueOf(e.getMessage()));
        }
    }

    /** Those in fields of their own count more than those in a URL. */
    private Optional<RtspCredentials> credentials(List<StreamDraft> streams) {
        return fields.credentials(form.username(), form.password())
                .or(
                        () ->
                                streams.stream()
                                        .flatMap(s -> s.address().credentials().stream())
                                        .findFirst());
    }

    private Device device() {
        return new Device(
                fields.text("manufacturer", form.manufacturer()),
                fields.text("model", form.model()),
                fields.text("serial", form.serial()),
                fields.text("firmware", form.firmware()));
    }
}
