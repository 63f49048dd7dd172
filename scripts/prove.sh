#!/usr/bin/env bash
# The long proofs: scripts/prove.sh NAME [COUNT] [SEED]. The test suite runs a short form of each.
#   power-cuts  cuts the power of a loop-mounted file system COUNT times while instances arrive   (root)
#   kills       SIGKILLs the node COUNT times at random points
#   fuzz        COUNT mutated files and PDU streams
#   soak        COUNT minutes of mixed traffic
#   misbehaviour  COUNT jobs against a PACS that misbehaves, drawn from SEED on
#   jobkills    SIGKILLs the node COUNT times while jobs run
#   politeness  a job of COUNT studies within its limits, by the journal of the PACS
#   huge        objects of COUNT percent of 3.9 GiB and 5 GiB, to an archive (100 needs 40 GB of disk)
# Proofs are NUnit tests of the category Proof.<NAME>; COUNT and SEED reach them through the environment.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
name="${1:-}"
case "$name" in
  power-cuts|kills|fuzz|soak|huge|misbehaviour|jobkills|politeness) ;;
  *) sed -n '2,11p' "${BASH_SOURCE[0]}" | sed 's/^# \{0,1\}//'; exit 2 ;;
esac
export DICOMGATEWAY_TEST_PATIENCE=24h
export DICOMGATEWAY_PROOF_COUNT="${2:-200}" DICOMGATEWAY_PROOF_SEED="${3:-1}"
echo "Proof $name: count $DICOMGATEWAY_PROOF_COUNT, seed $DICOMGATEWAY_PROOF_SEED"
exec scripts/test.sh --configuration Release --filter "TestCategory=Proof.$name" Scenarios
