#!/usr/bin/python3
"""A file system in user space that passes everything on to a directory, and stalls when told.

Its arguments are the directory and the mount point. Reads "stall" and "resume" from its input, and
leaves when that closes. Prints "ready" once it is mounted.
"""
import errno
import os
import sys
import threading

from fusepy import FUSE, FuseOSError, Operations

may_write = threading.Event()
may_write.set()


class Slow(Operations):
    def __init__(self, directory):
        self.directory = directory

    def there(self, path):
        return self.directory + path

    def init(self, path):
        print("ready", flush=True)

    def getattr(self, path, handle=None):
        try:
            found = os.lstat(self.there(path))
        except OSError as failure:
            raise FuseOSError(failure.errno)
        names = ("st_mode", "st_size", "st_uid", "st_gid", "st_nlink", "st_mtime", "st_ctime")
        return {name: getattr(found, name) for name in names}

    def readdir(self, path, handle):
        return [".", "..", *os.listdir(self.there(path))]

    def statfs(self, path):
        found = os.statvfs(self.there(path))
        names = ("f_bsize", "f_frsize", "f_blocks", "f_bfree", "f_bavail", "f_namemax")
        return {name: getattr(found, name) for name in names}

    def mkdir(self, path, mode):
        os.mkdir(self.there(path), mode)

    def rename(self, old, new):
        os.rename(self.there(old), self.there(new))

    def unlink(self, path):
        os.unlink(self.there(path))

    def open(self, path, flags):
        return os.open(self.there(path), flags)

    def create(self, path, mode, info=None):
        try:
            return os.open(self.there(path), os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)
        except FileExistsError:
            raise FuseOSError(errno.EEXIST)

    def read(self, path, size, offset, handle):
        return os.pread(handle, size, offset)

    def write(self, path, data, offset, handle):
        may_write.wait()
        return os.pwrite(handle, data, offset)

    def truncate(self, path, length, handle=None):
        may_write.wait()
        os.truncate(self.there(path), length)

    def fsync(self, path, data_only, handle):
        may_write.wait()
        os.fsync(handle)

    def release(self, path, handle):
        os.close(handle)


def obey():
    for line in sys.stdin:
        if line.strip() == "stall":
            may_write.clear()
        else:
            may_write.set()
        print(line.strip(), flush=True)
    os._exit(0)


threading.Thread(target=obey, daemon=True).start()
FUSE(Slow(sys.argv[1]), sys.argv[2], foreground=True)
