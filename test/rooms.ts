import { installRooms } from '~/rooms'

// As every program does before anything else.
installRooms()
