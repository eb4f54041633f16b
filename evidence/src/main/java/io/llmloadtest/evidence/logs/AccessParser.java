package io.llmloadtest.evidence.logs;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads uvicorn's access lines: {@code 172.17.0.1:41660 - "POST /v1/chat/completions HTTP/1.1" 200 OK}. The address may be
 * IPv6 or empty, the phrase may be missing, and the query is left out. Keys are remembered, so that a line of a known kind
 * costs no allocation. Not thread-safe.
 */
final class AccessParser {

    private static final int RECENT = 4;
    private static final int MOST_KEYS = 4096;
    private static final int LONGEST_ADDRESS = 80;
    private static final int LAST_PORT = 65_535;
    private static final int LONGEST_METHOD = 16;
    private static final int LONGEST_PATH = 64 << 10;
    private static final int LONGEST_VERSION = 12;

    private final AccessKey[] recent = new AccessKey[RECENT];
    private final Map<AccessKey, AccessKey> known = new HashMap<>();
    private AccessKey key = new AccessKey("", "", 0);
    private int port;
    private int end;
    private int oldest;

    AccessParser() {
        Arrays.fill(recent, key);
    }

    /** What the line that was read last is counted by. */
    AccessKey key() {
        return key;
    }

    /** The client's port on the line that was read last; 0 when it has none. */
    int port() {
        return port;
    }

    /** Where the status of the line that was read last ends. */
    int end() {
        return end;
    }

    /** Whether an access message starts at {@code from}. */
    boolean read(String text, int from) {
        int address = from;
        while (address < text.length() && text.charAt(address) == ' ') {
            address++;
        }
        // Each search ends where its word must have ended: a line may be long and hold thousands of records.
        int dash = text.indexOf("- \"", address, within(text, address + LONGEST_ADDRESS + 3));
        int blank = dash < 0 ? -1 : text.indexOf(' ', address, dash);
        if (dash < 0 || (blank >= 0 && blank < dash - 1)) {
            return false;
        }
        int method = dash + 3;
        int path = text.indexOf(' ', method, within(text, method + LONGEST_METHOD)) + 1;
        int version = path <= method ? -1 : text.indexOf(" HTTP/", method, within(text, path + LONGEST_PATH));
        if (version < path) {
            return false;
        }
        int quote = text.indexOf('"', version, within(text, version + LONGEST_VERSION + 1));
        int status = quote < 0 ? -1 : status(text, quote + 2);
        if (status < 0) {
            return false;
        }
        end = quote + 5;
        port = blank < 0 ? 0 : port(text, address, blank);
        int query = text.indexOf('?', path, version);
        remember(text, method, path, query >= 0 ? query : version, status);
        return true;
    }

    private static int port(String text, int address, int end) {
        int port = 0;
        int colon = text.lastIndexOf(':', end - 1);
        for (int place = Math.max(colon, address) + 1; place < end && port <= LAST_PORT; place++) {
            int digit = text.charAt(place) - '0';
            if (digit < 0 || digit > 9) {
                return 0;
            }
            port = port * 10 + digit;
        }
        return colon > address && port <= LAST_PORT ? port : 0;
    }

    private static int within(String text, int end) {
        return Math.min(end, text.length());
    }

    private static int status(String text, int at) {
        if (at + 3 > text.length() || (at + 3 < text.length() && Character.isLetterOrDigit(text.charAt(at + 3)))) {
            return -1;
        }
        int status = 0;
        for (int place = at; place < at + 3; place++) {
            int digit = text.charAt(place) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            status = status * 10 + digit;
        }
        return status;
    }

    private void remember(String text, int method, int path, int pathEnd, int status) {
        for (AccessKey one : recent) {
            if (one.status() == status && isSame(one.path(), text, path, pathEnd)
                    && isSame(one.method(), text, method, path - 1)) {
                key = one;
                return;
            }
        }
        AccessKey made = new AccessKey(text.substring(method, path - 1), text.substring(path, pathEnd), status);
        AccessKey kept = known.get(made);
        if (kept == null && known.size() < MOST_KEYS) {
            known.put(made, made);
        }
        key = kept == null ? made : kept;
        recent[oldest] = key;
        oldest = (oldest + 1) % RECENT;
    }

    private static boolean isSame(String word, String text, int from, int to) {
        return word.length() == to - from && text.startsWith(word, from);
    }
}
