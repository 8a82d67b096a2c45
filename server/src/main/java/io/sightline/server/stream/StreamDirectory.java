package io.sightline.server.stream;

import io.sightline.media.loop.MediaLoops;
import io.sightline.media.stream.Source;
import io.sightline.media.stream.Stream;
import io.sightline.media.stream.StreamSettings;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Every stream that exists, by name. To exist costs nothing: a stream's source runs only while
 * somebody reads it.
 *
 * <p>Safe for use by any thread; changes are made one at a time.
 */
public final class StreamDirectory implements AutoCloseable {

    /** Is told of changes, on the thread that makes them. */
    public interface Listener {

        /** A stream exists from now on. */
        default void defined(Stream stream, StreamDefinition definition) {}

        /** A stream is about to be closed for good. */
        default void removed(Stream stream) {}
    }

    private record Entry(StreamDefinition definition, Source source, Stream stream) {}

    private final MediaLoops loops;
    private final StreamSettings settings;
    private final InstantSource clock;
    private final ConcurrentSkipListMap<String, Entry> entries = new ConcurrentSkipListMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    public StreamDirectory(MediaLoops loops, StreamSettings settings, InstantSource clock) {
        this.loops = loops;
        this.settings = settings;
        this.clock = clock;
    }

    public Optional<Stream> find(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::stream);
    }

    /** In the order of their names. */
    public Collection<Stream> all() {
        return entries.values().stream().map(Entry::stream).toList();
    }

    public Optional<StreamDefinition> definition(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::definition);
    }

    /** In the order of their names. */
    public List<StreamDefinition> definitions() {
        return entries.values().stream().map(Entry::definition).toList();
    }

    /** Makes a stream that belongs to no camera and is not recorded by itself. */
    public Stream define(String name, Source source) {
        return define(new StreamDefinition(name, "", "", "main", false), source);
    }

    /**
     * Makes a stream, in place of the one that had its name. With the same source only what is said
     * about the stream changes, and its readers go on undisturbed.
     */
    public synchronized Stream define(StreamDefinition definition, Source source) {
        Entry before = entries.get(definition.name());
        if (before != null && before.source() == source) {
            entries.put(definition.name(), new Entry(definition, source, before.stream()));
            listeners.forEach(listener -> listener.defined(before.stream(), definition));
            return before.stream();
        }
        remove(definition.name());
        Stream stream = new Stream(definition.name(), loops.next(), source, settings, clock);
        entries.put(definition.name(), new Entry(definition, source, stream));
        listeners.forEach(listener -> listener.defined(stream, definition));
        return stream;
    }

    /** Closes a stream for good; its readers get no more chunks. */
    public synchronized void remove(String name) {
        Entry entry = entries.remove(name);
        if (entry != null) {
            listeners.forEach(listener -> listener.removed(entry.stream()));
            entry.stream().close();
        }
    }

    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    /** Removes every stream. */
    @Override
    public void close() {
        List.copyOf(entries.keySet()).forEach(this::remove);
    }
}
