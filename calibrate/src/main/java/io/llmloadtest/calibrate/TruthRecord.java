package io.llmloadtest.calibrate;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the truth server did, by request id. All times are {@code System.nanoTime()}, which is one clock for all processes of
 * a Linux machine.
 */
public final class TruthRecord {

    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final Map<String, Stamps> requests = new HashMap<>();

    /**
     * One answer.
     *
     * @param arrival when the server had read the whole request
     * @param writes  just before each token was written
     * @param blocked tokens that left later than their stamp says, because the socket was full
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Stamps(long arrival, long[] writes, long blocked) {}

    private TruthRecord() {
    }

    /** Asks the server on loopback, and has it forget, so that it does not keep more with each cell. */
    public static TruthRecord take(int port) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            TruthRecord record;
            try (InputStream body = http.send(ask(port, "/truth"), BodyHandlers.ofInputStream()).body()) {
                record = read(body);
            }
            http.send(ask(port, "/truth/reset"), BodyHandlers.discarding());
            return record;
        }
    }

    private static HttpRequest ask(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    }

    static TruthRecord read(InputStream body) {
        TruthRecord record = new TruthRecord();
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean wanted = json.currentName().equals("requests");
                json.nextToken();
                if (wanted) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        record.readRequest(json);
                    }
                } else {
                    json.skipChildren();
                }
            }
        }
        return record;
    }

    /** The answer to a request; throws when the server knows of none. */
    public Stamps of(String id) {
        Stamps stamps = requests.get(id);
        if (stamps == null) {
            throw new IllegalStateException("the truth server knows nothing of request " + id);
        }
        return stamps;
    }

    private void readRequest(JsonParser json) {
        String id = "";
        long arrival = 0;
        long blocked = 0;
        long[] writes = {};
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            json.nextToken();
            switch (name) {
                case "id" -> id = json.getString();
                case "blocked_chunks" -> blocked = json.getLongValue();
                case "arrival" -> arrival = readNanoTime(json);
                case "nano_time" -> writes = readLongs(json);
                default -> json.skipChildren();
            }
        }
        requests.put(id, new Stamps(arrival, writes, blocked));
    }

    private static long readNanoTime(JsonParser json) {
        long nanoTime = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean wanted = json.currentName().equals("nano_time");
            json.nextToken();
            nanoTime = wanted ? json.getLongValue() : nanoTime;
        }
        return nanoTime;
    }

    private static long[] readLongs(JsonParser json) {
        long[] values = new long[64];
        int count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (count == values.length) {
                values = Arrays.copyOf(values, count * 2);
            }
            values[count++] = json.getLongValue();
        }
        return Arrays.copyOf(values, count);
    }
}
