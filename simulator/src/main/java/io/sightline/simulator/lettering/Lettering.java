package io.sightline.simulator.lettering;

import io.sightline.ffmpeg.CacheDirectory;
import java.awt.Font;
import java.awt.FontFormatException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Fonts for what is written into pictures: DejaVu, which comes with the build, so that pictures
 * look the same everywhere.
 *
 * <p>On a machine without fontconfig, such as a bare Debian, Java finds no font at all and then
 * refuses even those that it is given as a file ("Fontconfig head is null"). So it is told where
 * its logical fonts are, by a configuration file of the kind that {@code sun.awt.fontconfig} names;
 * it is read when the first font is made.
 */
public final class Lettering {

    private static final String RESOURCES = "/net/sf/jasperreports/fonts/dejavu/";
    private static final String SANS = "DejaVuSans-Bold.ttf";
    private static final String MONOSPACED = "DejaVuSansMono-Bold.ttf";
    private static final String SETTING = "sun.awt.fontconfig";

    /** Every logical font and style has to be there. */
    private static final List<String> FAMILIES =
            List.of("serif", "sansserif", "monospaced", "dialog", "dialoginput");

    private static final List<String> STYLES = List.of("plain", "bold", "italic", "bolditalic");

    private record Faces(Font sans, Font monospaced) {}

    private static final Faces FACES = load();

    private Lettering() {}

    /** Bold, without serifs. */
    public static Font sans(float sizePixels) {
        return FACES.sans().deriveFont(sizePixels);
    }

    /** Bold, all letters equally wide. */
    public static Font monospaced(float sizePixels) {
        return FACES.monospaced().deriveFont(sizePixels);
    }

    private static Faces load() {
        try {
            Path directory = CacheDirectory.of("fonts");
            Path sans = unpacked(directory, SANS);
            Path monospaced = unpacked(directory, MONOSPACED);
            if (System.getProperty(SETTING) == null) {
                Path configuration = directory.resolve("fontconfig.properties");
                Files.writeString(configuration, configuration(sans));
                System.setProperty(SETTING, configuration.toString());
            }
            return new Faces(
                    Font.createFont(Font.TRUETYPE_FONT, sans.toFile()),
                    Font.createFont(Font.TRUETYPE_FONT, monospaced.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FontFormatException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path unpacked(Path directory, String name) throws IOException {
        Path file = directory.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        try (InputStream bytes = Lettering.class.getResourceAsStream(RESOURCES + name)) {
            if (bytes == null) {
                throw new FileNotFoundException("the font " + name + " is not on the class path");
            }
            Path fresh = Files.createTempFile(directory, "unpacking", null);
            Files.copy(bytes, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static String configuration(Path font) {
        return """
                version=1
                sequence.allfonts=latin
                allfonts.latin=Bundled
                filename.Bundled=%s
                """
                        .formatted(font)
                + FAMILIES.stream()
                        .flatMap(family -> STYLES.stream().map(style -> family + "." + style))
                        .map(logical -> logical + ".latin=Bundled\n")
                        .collect(Collectors.joining());
    }
}
