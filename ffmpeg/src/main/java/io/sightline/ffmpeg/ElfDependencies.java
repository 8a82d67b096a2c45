package io.sightline.ffmpeg;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The libraries that a 64-bit little-endian ELF file asks the loader for (System V ABI, chapter 5,
 * "Dynamic Section"), and a way to make it ask for fewer.
 *
 * <p>The bundled ffmpeg can grab screens and sound cards, and for that its device library needs
 * libraries of a desktop, which a server does not have: without them ffmpeg does not start at all.
 * Their functions are bound at their first call (there is no {@code DF_BIND_NOW}), which never
 * comes. So it is enough to take the names out of the list.
 */
final class ElfDependencies {

    /** A header or table that is not where it should be; the file is left as it was. */
    private static final class Malformed extends IOException {
        private static final long serialVersionUID = 1L;

        Malformed(Path file, String what) {
            super(file + " is no library that can be read: " + what);
        }
    }

    private static final int MAGIC = 0x464c457f;
    private static final int CLASS_64_LITTLE_ENDIAN = 0x0102;
    private static final int PROGRAM_HEADER_OFFSET = 32;
    private static final int PROGRAM_HEADER_SIZE = 54;
    private static final int PT_LOAD = 1;
    private static final int PT_DYNAMIC = 2;

    private static final int DYNAMIC_ENTRY_BYTES = 16;
    private static final long DT_NULL = 0;
    private static final long DT_NEEDED = 1;
    private static final long DT_STRTAB = 5;

    /** Means something to debuggers, in executables only: what stands in for a removed entry. */
    private static final long DT_DEBUG = 21;

    private static final long DT_VERNEED = 0x6ffffffeL;
    private static final long DT_VERNEEDNUM = 0x6fffffffL;

    private record Loaded(long address, long offset, long bytes) {}

    private final Path file;
    private final byte[] content;
    private final ByteBuffer bytes;
    private final List<Loaded> loaded = new ArrayList<>();
    private int dynamic = -1;
    private int strings;
    private int versions = -1;
    private int versionCountEntry = -1;

    private ElfDependencies(Path file) throws IOException {
        this.file = file;
        this.content = Files.readAllBytes(file);
        this.bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        try {
            readHeaders();
            readDynamic();
        } catch (IndexOutOfBoundsException e) {
            throw new Malformed(file, "it ends early");
        }
    }

    /** Names of the libraries that {@code file} needs, as it lists them. */
    static List<String> of(Path file) throws IOException {
        ElfDependencies elf = new ElfDependencies(file);
        List<String> names = new ArrayList<>();
        for (int entry = elf.dynamic; elf.tag(entry) != DT_NULL; entry += DYNAMIC_ENTRY_BYTES) {
            if (elf.tag(entry) == DT_NEEDED) {
                names.add(elf.string(elf.value(entry)));
            }
        }
        return names;
    }

    /** Takes what {@code unwanted} names off the list; writes the file only when all went well. */
    static void remove(Path file, Predicate<String> unwanted) throws IOException {
        ElfDependencies elf = new ElfDependencies(file);
        for (int entry = elf.dynamic; elf.tag(entry) != DT_NULL; entry += DYNAMIC_ENTRY_BYTES) {
            if (elf.tag(entry) == DT_NEEDED && unwanted.test(elf.string(elf.value(entry)))) {
                elf.bytes.putLong(entry, DT_DEBUG);
            }
        }
        if (elf.versions >= 0 && elf.versionCountEntry >= 0) {
            elf.removeVersions(unwanted);
        }
        Files.write(file, elf.content);
    }

    private void readHeaders() throws IOException {
        if (bytes.getInt(0) != MAGIC || bytes.getShort(4) != CLASS_64_LITTLE_ENDIAN) {
            throw new Malformed(file, "it is not ELF, 64 bits, little-endian");
        }
        int offset = Math.toIntExact(bytes.getLong(PROGRAM_HEADER_OFFSET));
        int size = bytes.getShort(PROGRAM_HEADER_SIZE);
        int count = bytes.getShort(PROGRAM_HEADER_SIZE + Short.BYTES);
        for (int i = 0; i < count; i++) {
            int header = offset + i * size;
            long fileOffset = bytes.getLong(header + 8);
            switch (bytes.getInt(header)) {
                case PT_LOAD ->
                        loaded.add(
                                new Loaded(
                                        bytes.getLong(header + 16),
                                        fileOffset,
                                        bytes.getLong(header + 32)));
                case PT_DYNAMIC -> dynamic = Math.toIntExact(fileOffset);
                default -> {}
            }
        }
        if (dynamic < 0) {
            throw new Malformed(file, "it has no dynamic section");
        }
    }

    private void readDynamic() throws IOException {
        for (int entry = dynamic; tag(entry) != DT_NULL; entry += DYNAMIC_ENTRY_BYTES) {
            long tag = tag(entry);
            if (tag == DT_STRTAB) {
                strings = offsetOf(value(entry));
            } else if (tag == DT_VERNEED) {
                versions = offsetOf(value(entry));
            } else if (tag == DT_VERNEEDNUM) {
                versionCountEntry = entry;
            }
        }
    }

    /**
     * Versions wanted of a library that is no longer asked for stop the loader. The list is linked
     * by relative offsets ({@code Elf64_Verneed}): its entries are stepped over by the one before.
     */
    private void removeVersions(Predicate<String> unwanted) throws IOException {
        int count = Math.toIntExact(value(versionCountEntry));
        int kept = count;
        int before = -1;
        int entry = versions;
        for (int i = 0; i < count; i++) {
            int next = bytes.getInt(entry + 12);
            if (!unwanted.test(string(bytes.getInt(entry + 4)))) {
                before = entry;
            } else if (before < 0) {
                throw new Malformed(file, "the first library it wants versions of is unwanted");
            } else {
                int distance = bytes.getInt(before + 12);
                bytes.putInt(before + 12, next == 0 ? 0 : distance + next);
                kept--;
            }
            entry += next;
        }
        bytes.putLong(versionCountEntry + Long.BYTES, kept);
    }

    private long tag(int entry) {
        return bytes.getLong(entry);
    }

    private long value(int entry) {
        return bytes.getLong(entry + Long.BYTES);
    }

    private int offsetOf(long address) throws IOException {
        for (Loaded part : loaded) {
            if (address >= part.address() && address < part.address() + part.bytes()) {
                return Math.toIntExact(address - part.address() + part.offset());
            }
        }
        throw new Malformed(file, "a table lies outside of it");
    }

    private String string(long offset) {
        int start = strings + Math.toIntExact(offset);
        int end = start;
        while (bytes.get(end) != 0) {
            end++;
        }
        return new String(content, start, end - start, StandardCharsets.UTF_8);
    }
}
