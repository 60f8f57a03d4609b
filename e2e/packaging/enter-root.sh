#!/bin/sh
# Run under `unshare --mount`: makes the folder $1 the root of this namespace and holds it open.
# pivot_root and not chroot: in a chroot Linux gives nobody a user namespace, and Chromium's sandbox
# could not be tried. $2 keeps the packages that apt downloads.
set -e
root=$1
packages=$2
mount --make-rprivate /
mount --bind "$root" "$root"
mount --bind "$packages" "$root/var/cache/apt/archives"
cd "$root"
mkdir -p .outside
mount -t proc proc proc
mount --rbind /sys sys
mount --rbind /dev dev
mount -t tmpfs -o mode=1777 tmpfs tmp
mount -t tmpfs -o mode=0755 tmpfs run
pivot_root . .outside
umount -l /.outside
rmdir /.outside
echo ready
exec sleep infinity
