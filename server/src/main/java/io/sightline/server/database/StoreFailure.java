package io.sightline.server.database;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Tells what is wrong with the database, which may be otherwise in a while, from what is wrong with
 * that which was to be stored, which never will.
 */
public final class StoreFailure {

    /**
     * Primary result codes of SQLite (sqlite.org/rescode.html) that say nothing of the row: PERM,
     * BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, AUTH and
     * NOTADB.
     */
    private static final Set<Integer> SQLITE_MAY_PASS =
            Set.of(3, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 23, 26);

    private static final int SQLITE_PRIMARY_CODE = 0xff;

    /**
     * Classes of SQLSTATE (PostgreSQL, Appendix A): connection, authorisation, rollback for others'
     * sake, resources, locks, operator, system, internal.
     */
    private static final Set<String> CLASSES_THAT_MAY_PASS =
            Set.of("08", "28", "40", "53", "55", "57", "58", "XX");

    /** A server that stands by for another one. */
    private static final String READ_ONLY_TRANSACTION = "25006";

    private static final int CLASS_LENGTH = 2;

    private StoreFailure() {}

    /** Whether the same may be stored later. */
    public static boolean mayPass(Throwable failure) {
        return causes(failure).anyMatch(StoreFailure::saysSo);
    }

    private static boolean saysSo(Throwable cause) {
        return switch (cause) {
            case SQLTransientException _,
                    SQLRecoverableException _,
                    SQLNonTransientConnectionException _ ->
                    true;
            case SQLException refused -> saysSo(refused);
            case CannotCreateTransactionException _,
                    DataAccessResourceFailureException _,
                    RecoverableDataAccessException _,
                    TransientDataAccessException _ ->
                    true;
            case VirtualMachineError _ -> true;
            default -> false;
        };
    }

    /** SQLite's driver has no SQLSTATE, and its own code as that of the vendor. */
    private static boolean saysSo(SQLException refused) {
        String state = refused.getSQLState();
        if (state == null) {
            return SQLITE_MAY_PASS.contains(refused.getErrorCode() & SQLITE_PRIMARY_CODE);
        }
        return state.equals(READ_ONLY_TRANSACTION)
                || (state.length() > CLASS_LENGTH
                        && CLASSES_THAT_MAY_PASS.contains(state.substring(0, CLASS_LENGTH)));
    }

    /** For the log: messages of databases quote the row, this does not. */
    public static String reason(Throwable failure) {
        return causes(failure)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst()
                .map(
                        refused ->
                                refused.getSQLState() == null
                                        ? "SQLite's code " + refused.getErrorCode()
                                        : "SQLSTATE " + refused.getSQLState())
                .orElseGet(() -> failure.getClass().getName());
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
    }
}
