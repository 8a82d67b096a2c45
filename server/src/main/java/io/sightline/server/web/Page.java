package io.sightline.server.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A part of a list.
 *
 * @param next what to ask the rest with ({@code ?cursor=}), null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {

    /** Most items that a page may have. */
    public static final int MAX_LIMIT = 500;

    public Page {
        items = List.copyOf(items);
    }

    /**
     * @return {@code limit}
     * @throws ProblemException when it is not 1 … 500
     */
    public static int checkedLimit(int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new ProblemException(
                    HttpStatus.BAD_REQUEST,
                    "invalid-limit",
                    "Not a page size",
                    "A page has 1 to " + MAX_LIMIT + " items.");
        }
        return limit;
    }

    /** 400 for a cursor that no page of ours ended with. */
    public static ProblemException invalidCursor() {
        return new ProblemException(
                HttpStatus.BAD_REQUEST,
                "invalid-cursor",
                "Not a cursor",
                "A cursor is the \"next\" of the page before, unchanged.");
    }
}
