package io.llmloadtest.load.workload;

import io.llmloadtest.load.plan.ImageSize;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Images of coloured tiles, another one at each place, so that no cache of images can answer for the vision encoder. They
 * are written as PNG (W3C, third edition: eight bits each of red, green and blue) without the help of AWT, which a slim
 * runtime does not have.
 *
 * @param size of each
 * @param seed governs the colours
 */
record ImageMaking(ImageSize size, long seed) {

    private static final long SALT = 0x696d616765L;
    private static final int TILE = 16;
    private static final int SAMPLES = 3;
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** The image at {@code place} as a {@code data:} URL. */
    String dataUrl(Place place) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(place));
    }

    /** The image at {@code place}. */
    byte[] png(Place place) {
        byte[] head = ByteBuffer.allocate(13).putInt(size.width()).putInt(size.height()).put((byte) 8).put((byte) 2)
                .put(new byte[3]).array();
        byte[] pixels = deflated(pixels(new SplittableRandom(Mix.pair(seed ^ SALT, place.number()))));
        ByteBuffer png = ByteBuffer.allocate(SIGNATURE.length + 3 * 12 + head.length + pixels.length).put(SIGNATURE);
        chunk(png, "IHDR", head);
        chunk(png, "IDAT", pixels);
        chunk(png, "IEND", new byte[0]);
        return png.array();
    }

    /** Row by row, each after the byte that says it is not filtered. */
    private byte[] pixels(SplittableRandom random) {
        int row = 1 + SAMPLES * size.width();
        byte[] all = new byte[row * size.height()];
        for (int y = 0; y < size.height(); y++) {
            if (y % TILE == 0) {
                tiles(all, y * row + 1, random);
            } else {
                System.arraycopy(all, (y - 1) * row, all, y * row, row);
            }
        }
        return all;
    }

    private void tiles(byte[] all, int from, SplittableRandom random) {
        byte[] colour = new byte[SAMPLES];
        for (int x = 0; x < size.width(); x++) {
            if (x % TILE == 0) {
                random.nextBytes(colour);
            }
            System.arraycopy(colour, 0, all, from + SAMPLES * x, SAMPLES);
        }
    }

    private static byte[] deflated(byte[] bytes) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            byte[] some = new byte[1 << 13];
            while (!deflater.finished()) {
                all.write(some, 0, deflater.deflate(some));
            }
            return all.toByteArray();
        }
    }

    private static void chunk(ByteBuffer png, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(data);
        png.putInt(data.length).put(name).put(data).putInt((int) check.getValue());
    }
}
