package io.sightline.server.camera.sheet;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Locale;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Looks through a workbook before it is given to the library that reads it, which keeps shared
 * texts in memory and makes as many cells for a row as its last cell's name says: a few kilobytes
 * could fill the heap. What is counted is what comes out of the archive, whatever its directory
 * says of sizes.
 */
final class XlsxBounds {

    private static final XMLInputFactory XML = xmlFactory();

    private final SheetLimits limits;
    private long unpacked;
    private int cells;

    private XlsxBounds(SheetLimits limits) {
        this.limits = limits;
    }

    private static XMLInputFactory xmlFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        return factory;
    }

    /**
     * @param archive of the workbook, as the library sees it
     */
    static void check(ZipFile archive, SheetLimits limits)
            throws UnreadableSheetException, IOException {
        XlsxBounds bounds = new XlsxBounds(limits);
        int parts = 0;
        for (ZipArchiveEntry part : Collections.list(archive.getEntries())) {
            limits.checkParts(++parts);
            try (InputStream in = archive.getInputStream(part)) {
                bounds.check(part.getName(), in);
            }
        }
    }

    private void check(String name, InputStream packed)
            throws UnreadableSheetException, IOException {
        byte[] content = new Counted(packed).readAllBytes();
        limits.checkUnpacked(unpacked);
        if (isMarkup(content)) {
            try {
                checkMarkup(XML.createXMLStreamReader(new ByteArrayInputStream(content)));
            } catch (XMLStreamException e) {
                throw new UnreadableSheetException(
                        "The workbook is damaged: " + name + " is not XML.", e);
            }
        }
    }

    /** Whether it begins as XML does, in whatever encoding: after blanks, marks and zeros. */
    private static boolean isMarkup(byte[] content) {
        for (byte one : content) {
            if (one == '<') {
                return true;
            }
            if (one > ' ') {
                return false;
            }
        }
        return false;
    }

    private void checkMarkup(XMLStreamReader xml)
            throws XMLStreamException, UnreadableSheetException {
        int rows = 0;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new UnreadableSheetException("The workbook defines entities of its own.");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "row" -> limits.checkRows(++rows);
                    case "c" -> checkCell(xml.getAttributeValue(null, "r"));
                    default -> {}
                }
            }
        }
    }

    /**
     * @param reference such as {@code AB12}, ISO/IEC 29500-1 §18.3.1.4
     */
    private void checkCell(String reference) throws UnreadableSheetException {
        limits.checkCells(++cells);
        if (reference == null) {
            return;
        }
        int column = 0;
        for (char c : reference.toUpperCase(Locale.ROOT).toCharArray()) {
            if (c < 'A' || c > 'Z') {
                break;
            }
            column = column * 26 + (c - 'A' + 1);
            limits.checkColumns(column);
        }
    }

    /** Counts while it reads, and ends a little after the limit. */
    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = unpacked > limits.unpackedBytes() ? -1 : super.read();
            unpacked += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = unpacked > limits.unpackedBytes() ? -1 : super.read(buffer, offset, length);
            unpacked += Math.max(count, 0);
            return count;
        }
    }
}
