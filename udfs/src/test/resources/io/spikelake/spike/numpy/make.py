"""Writes the recordings of this folder. See README.md."""
import io
import zipfile
import numpy as np

H, W, T = 3, 7, 11
# Spike t, y, x is set where (5 t + 3 y + 2 x + t x) mod 4 is 0.
t, y, x = np.ogrid[:T, :H, :W]
spikes = ((5 * t + 3 * y + 2 * x + t * x) % 4 == 0).astype(np.uint8)

label = np.int64(47)
name = np.array("4144_helicopter.jpg")

np.savez_compressed("uhsr-deflated.npz", spk=spikes, label=label, label_name=name)
np.savez("uhsr-stored.npz", spk=spikes, label=label, label_name=name)
np.savez("uhsr-big-endian.npz", spk=spikes.astype(bool), label=label.astype(">i4"), label_name=name.astype(">U30"))
np.savez_compressed("arr0-deflated.npz", spikes.transpose(1, 2, 0))
np.savez("arr0-stored.npz", spikes.transpose(1, 2, 0))
packed = np.packbits(spikes, axis=0, bitorder="little")
np.savez_compressed("time-packed-deflated.npz", seq=packed, length=np.int64(T), tag=np.zeros((H, W)))
np.savez("time-packed-stored.npz", spSeq=packed, length=np.array([T], dtype=np.uint16))
np.save("plain-uint8.npy", spikes)
np.save("plain-bool.npy", spikes.astype(bool))
for version in (2, 0), (3, 0):
    with open("plain-version-%d.npy" % version[0], "wb") as f:
        np.lib.format.write_array(f, spikes, version=version)

# Sizes in the zip64 extra field though they are small, as writers of unknown sizes do.
body = io.BytesIO()
np.save(body, spikes)
zipfile.ZIP64_LIMIT = 16
with zipfile.ZipFile("uhsr-zip64.npz", "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr(zipfile.ZipInfo("spk.npy"), body.getvalue(), zipfile.ZIP_DEFLATED)
zipfile.ZIP64_LIMIT = (1 << 31) - 1

# Faults.
np.save("fortran-order.npy", np.asfortranarray(spikes))
np.save("float.npy", spikes.astype(np.float32))
np.save("two-axes.npy", spikes[0])
np.save("value-2.npy", np.where((t == 4) & (y == 1) & (x == 2), 2, spikes).astype(np.uint8))
np.save("no-planes.npy", spikes[:0])
np.savez("other-arrays.npz", frames=spikes, times=np.arange(T))
np.savez("time-packed-wrong-length.npz", seq=packed, length=np.int64(40))
np.savez("label-text.npz", spk=spikes, label=name)
with zipfile.ZipFile("lzma.npz", "w", zipfile.ZIP_LZMA) as z:
    z.writestr(zipfile.ZipInfo("arr_0.npy"), body.getvalue(), zipfile.ZIP_LZMA)
records = np.zeros((2, 2, 2), dtype=[("a", "u1")])
np.save("records.npy", records)

np.packbits(spikes[:, ::-1, :].reshape(-1), bitorder="little").tofile("continuous.dat")
np.packbits(spikes[:, ::-1, :].reshape(T, -1), axis=1, bitorder="little").tofile("padded.dat")
